/** Jest's global teardown: stops the server that the global setup started, and leaves a given one alone. */
export default async function globalTeardown(): Promise<void> {
  if (globalThis.schakelTestNeo4j === undefined) return;

  await globalThis.schakelTestNeo4j.stop();
  globalThis.schakelTestNeo4j = undefined;
  // In watch mode the next run begins in this process; it is not to look for the server that has gone.
  delete process.env.SCHAKEL_TEST_NEO4J_URL;
}
