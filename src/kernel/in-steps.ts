/** Work that can be done a step at a time, so that others have their turn in between: it yields after each step. */
export type InSteps<Result> = Generator<undefined, Result>;

/** Takes all steps of some work, one after another. */
export function atOnce<Result>(work: InSteps<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
