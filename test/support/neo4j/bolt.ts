import { connect } from "node:net";

/** The Bolt identification, then four offers of a version: 5.0 up to 5.8, 4.2 up to 4.4, and two left empty. */
const greeting = Buffer.from("6060b017" + "00080805" + "00020404" + "00000000" + "00000000", "hex");

/**
 * Tells whether a Bolt server on this port of 127.0.0.1 shakes hands.
 *
 * Returns false when nothing listens, when no version is agreed on, or when no answer comes within
 * a second. Nobody is logged in. The exchange is described in the Bolt Protocol documentation, "Bolt
 * handshake".
 */
export function answersBolt(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, timeout: 1000 });
    const finish = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };

    socket.once("connect", () => socket.write(greeting));
    socket.once("data", (version) => finish(version.length === 4 && version.readUInt32BE() !== 0));
    socket.once("timeout", () => finish(false));
    socket.once("error", () => finish(false));
    socket.once("close", () => finish(false));
  });
}
