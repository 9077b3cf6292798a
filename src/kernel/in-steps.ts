/** Work that can be done a step at a time, so that others have their turn in between: it yields after each step. */
export type InSteps<Result> = Generator<undefined, Result>;

/** Takes all steps of some work, one after another. */
export function atOnce<Result>(work: InSteps<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Takes the steps of several works in turn: the first of each before the second of any, and all first ones in one step. */
export function* together<const Results extends readonly unknown[]>(works: {
  readonly [I in keyof Results]: InSteps<Results[I]>;
}): InSteps<Results> {
  const steps = works.map((work) => work.next());
  while (steps.some(({ done }) => !done)) {
    yield;
    works.forEach((work, i) => {
      if (!steps[i].done) steps[i] = work.next();
    });
  }
  return steps.map(({ value }) => value) as unknown as Results;
}
