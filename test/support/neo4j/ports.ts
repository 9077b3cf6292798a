import { randomInt } from "node:crypto";
import { createServer, type Server } from "node:net";

/**
 * Finds a port of 127.0.0.1 on which nothing listens.
 *
 * It is not held: another process may take it before you do, which a draw out of
 * twelve thousand makes unlikely.
 */
export async function findFreePort(): Promise<number> {
  // Below 32768, because from there on Linux hands out the near ends of outgoing connections
  // (macOS and Windows do from 49152): no client can ever sit on the port that is drawn.
  const port = randomInt(20_000, 32_000);
  return (await isFree(port)) ? port : findFreePort();
}

/** Tells whether nothing listens on this port of 127.0.0.1. */
export async function isFree(port: number): Promise<boolean> {
  const listener = await tryToListen(port);
  if (listener === null) return false;
  await close(listener);
  return true;
}

/**
 * Listens on a port of 127.0.0.1 and turns every caller away, or returns `null` when the port is taken.
 *
 * The listener is yours to close; it does not keep the process alive.
 */
export function tryToListen(port: number): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const listener = createServer((caller) => caller.destroy());
    listener.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(null);
      else reject(error);
    });
    listener.listen({ host: "127.0.0.1", port, exclusive: true }, () => resolve(listener.unref()));
  });
}

/** Closes a listener; closing it once more does no harm. */
export function close(listener: Server): Promise<void> {
  return new Promise((resolve) => listener.close(() => resolve()));
}
