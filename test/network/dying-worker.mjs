/** A worker that dies of the first job it is given. */
import { parentPort } from "node:worker_threads";

parentPort.once("message", () => process.exit(7));
