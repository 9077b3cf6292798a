/** A way to a Bolt server that can be frozen, or cut at the worst moment. */
import { connect, createServer, type Socket } from "node:net";

export interface BoltProxy {
  readonly url: string;
  /** Keeps connections open and lets nothing through, as a frozen server does. */
  freeze(): void;
  thaw(): void;
  /** From now on each commit reaches the server, and the connection breaks before its answer is seen. Once. */
  cutNextCommit(): void;
  /** How many commits were cut. */
  readonly cuts: () => number;
  close(): Promise<void>;
}

/** COMMIT, the message 0x12 without fields, as a chunk of two bytes and the end of the message. */
const commit = Buffer.from("0002b0120000", "hex");

/** Listens on a free port of 127.0.0.1 and passes everything on to `url`. */
export async function openBoltProxy(url: string): Promise<BoltProxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let isFrozen = false;
  let willCut = false;
  let cuts = 0;

  const listener = createServer((client) => {
    const server = connect(Number(port), hostname);
    let isCutting = false;
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
      if (isFrozen) socket.pause();
    }
    client.on("data", (bytes) => {
      if (willCut && bytes.includes(commit)) {
        willCut = false;
        isCutting = true;
      }
      server.write(bytes);
    });
    server.on("data", (bytes) => {
      if (!isCutting) return void client.write(bytes);
      cuts++;
      client.destroy();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("Cannot listen");

  return {
    url: `bolt://127.0.0.1:${address.port}`,
    freeze() {
      isFrozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw() {
      isFrozen = false;
      for (const socket of sockets) socket.resume();
    },
    cutNextCommit() {
      willCut = true;
    },
    cuts: () => cuts,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}
