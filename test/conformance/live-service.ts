import { openTestService, type TestService } from "../support/app.js";

/** The whole service over the demo data, on a port of its own, as the clients of others reach it. */
export interface LiveService {
  /** Where to POST to: `http://127.0.0.1:PORT/graphql`. */
  readonly url: string;
  readonly service: TestService;
  close(): Promise<void>;
}

/** Opens a service on the demo data that listens; it is yours to close. */
export async function openLiveService(): Promise<LiveService> {
  const service = await openTestService({ demo: true });
  const port = await service.server.listen("127.0.0.1", 0);
  return { url: `http://127.0.0.1:${port}/graphql`, service, close: () => service.close() };
}
