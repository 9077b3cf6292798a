/**
 * Ends a run with `N passed, N failed, N skipped` alone on a line: what CI reads, whatever else the log holds.
 *
 * A test file that could not be loaded counts as one failed test.
 */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    console.log(`\n${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
  }
}
