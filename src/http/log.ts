import { pino, type DestinationStream, type Logger } from "pino";

/** Opens the service's log: a line of JSON at a time, to standard error unless elsewhere. Tokens are left out. */
export function openLog(to: DestinationStream = pino.destination(2)): Logger {
  return pino({ level: "info", redact: ["req.headers.authorization", "headers.authorization"] }, to);
}
