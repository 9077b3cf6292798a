/** The rankings of a question for gaps, kept while the records stand, and the facts of those that are shown. */
import { setImmediate } from "node:timers/promises";
import { today, type CalendarDate } from "../../domain/calendar-date.js";
import { SchakelError } from "../../domain/errors.js";
import type { Gap, GapQuestion } from "../../domain/gap.js";
import type { Network } from "../../network/network.js";
import type { Parts } from "../parts.js";
import { refusal } from "../refuse.js";
import { createTurns } from "../turns.js";
import type { Ranking } from "./gap-cache.js";
import { decisionsFor } from "./decisions.js";
import { compareGaps, type FoundGap } from "./gap-finder.js";
import { gapFinders } from "./gap-finders.js";

/** Gathers the facts of gaps in a ranking, a few at a time. */
export type Gather = <Facts>(gaps: readonly { describe(): Facts | Promise<Facts> }[]) => Promise<Facts[]>;

/** How often rankings are made again because the network moved on while they were made. */
const mostAttempts = 5;

/** Shows the rankings of a question, one a kind in the order asked, while the records stand as they did for them. */
export async function rankGaps<Shown>(
  parts: Parts,
  question: GapQuestion,
  show: (rankings: readonly Ranking[], asOf: CalendarDate, gather: Gather) => Promise<Shown>,
): Promise<Shown> {
  const { network } = parts.network;
  const asOf = question.asOf ?? today(parts.timeZone);
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const { recordsRevision } = network;
    try {
      const rankings = await Promise.all(
        question.kinds.map(async (kind, i) => {
          // Each kind has some work on the event loop: one a turn, so that others have theirs.
          for (let turn = 0; turn < i; turn++) await setImmediate();
          return rankingOf(parts, { ...question, kinds: [kind] }, asOf);
        }),
      );
      return await show(rankings, asOf, (gaps) => gather(network, recordsRevision, gaps));
    } catch (error) {
      // What a gap speaks of may be gone by now; what is refused would be refused again.
      const isMoved = network.recordsRevision !== recordsRevision && !(error instanceof SchakelError);
      if (!(error instanceof MovedOn) && !isMoved) throw error;
    }
  }
  throw refusal("UNAVAILABLE", "find gaps", "the network changes faster than they can be ranked; ask again");
}

/**
 * The ranking of a question for one kind of gap, kept while the records stand and the day lasts. Where a kind lists no
 * more than its best, those that were decided about are in it too, as long as they are gaps.
 */
async function rankingOf(
  { network: { network }, gaps, norms }: Parts,
  question: GapQuestion,
  asOf: CalendarDate,
): Promise<Ranking> {
  const context = { network, question, asOf, norms };
  const { find, findAgain } = gapFinders[question.kinds[0]];
  const keep = (key: unknown, make: () => Promise<readonly FoundGap[]> | readonly FoundGap[]) =>
    gaps.rankingOf(JSON.stringify(key), network.recordsRevision, async () =>
      (await make()).map(describedOnce).sort(compareGaps),
    );

  const best = await keep([question, asOf], () => find(context));
  if (findAgain === undefined) return best;
  const listed = new Set(best.map(({ id }) => id));
  const others = [...decisionsFor(network, question)].filter(
    ([id, { kind }]) => kind !== "OPEN" && !listed.has(id),
  );
  if (others.length === 0) return best;
  const subjects = others.map(([, { subject }]) => subject);
  const again = await keep([question, asOf, subjects], () => findAgain(context, subjects));
  return [...best, ...again].sort(compareGaps);
}

/** A gap that keeps its facts once they are gathered. */
function describedOnce(gap: FoundGap): FoundGap {
  let facts: Gap | null = null;
  return { ...gap, describe: async () => (facts ??= await gap.describe()) };
}

/** Says that the records are no longer what a ranking was made of. */
class MovedOn extends Error {}

async function gather<Facts>(
  network: Network,
  recordsRevision: number,
  gaps: readonly { describe(): Facts | Promise<Facts> }[],
): Promise<Facts[]> {
  const gathered: Facts[] = [];
  const giveWay = createTurns();
  for (const gap of gaps) {
    gathered.push(await gap.describe());
    await giveWay();
  }
  if (network.recordsRevision !== recordsRevision) throw new MovedOn();
  return gathered;
}
