/** One thing that is measured: made ready, measured and checked apart, so that only the work itself is timed. */

export interface Case<Prepared = unknown> {
  readonly name: string;
  /** Makes the input; not timed. */
  prepare(): Prepared | Promise<Prepared>;
  /** Measures ours, and whatever it is held against, in turn. */
  measure(prepared: Prepared): Figures | Promise<Figures>;
  /** Throws where an answer that was timed is wrong. */
  check(prepared: Prepared): void | Promise<void>;
}

export interface Figures {
  /** In `unit`, less is better unless `more` says otherwise. */
  readonly ours: number;
  readonly unit: Unit;
  /** What ours is held against, in the same unit. */
  readonly peer?: number;
  /** Who or what that is. */
  readonly against?: string;
  /** What is to be reached. */
  readonly goal?: Goal;
}

export type Unit = "µs" | "ms" | "s" | "B" | "MB" | "/s" | "x";

export type Goal =
  /** The peer takes at least so many times as long. */
  | { readonly atLeast: number; readonly ofPeer: true }
  /** Ours takes at most so many times as long as what it is held against. */
  | { readonly atMost: number; readonly ofPeer: true }
  /** Ours itself is at most or at least this. */
  | { readonly atMost: number; readonly ofPeer?: false }
  | { readonly atLeast: number; readonly ofPeer?: false };

/** A row of the table. */
export interface Row extends Figures {
  readonly name: string;
}

/** Runs one case from beginning to end. */
export async function runCase<Prepared>(one: Case<Prepared>): Promise<Row> {
  const prepared = await one.prepare();
  const figures = await one.measure(prepared);
  await one.check(prepared);
  return { name: one.name, ...figures };
}

/**
 * Times several things in turn, round after round, and answers the median of each in microseconds a call.
 *
 * Each is warmed up first, for half a second or twenty runs: a service has been asked before, and its code is
 * as fast as it gets. Whatever else this machine does meets all of them alike.
 */
export async function inTurn(
  rounds: number,
  things: readonly { readonly calls: number; run(): unknown }[],
): Promise<number[]> {
  for (const { run } of things) {
    const end = performance.now() + 500;
    for (let i = 0; i < 20 && performance.now() < end; i++) await run();
  }
  const times: number[][] = things.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [i, { calls, run }] of things.entries()) {
      const began = performance.now();
      const answer = run();
      if (answer instanceof Promise) await answer;
      times[i].push(((performance.now() - began) * 1000) / calls);
    }
  return times.map(median);
}

/** Milliseconds of one call. */
export async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that a share of the others do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** Says whether a goal was met; null where there is none. */
export function isMet({ ours, peer, goal }: Figures): boolean | null {
  if (goal === undefined) return null;
  const value = goal.ofPeer ? ("atLeast" in goal ? peer! / ours : ours / peer!) : ours;
  return "atLeast" in goal ? value >= goal.atLeast : value <= goal.atMost;
}
