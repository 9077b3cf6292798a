/** How likely it is that the two of a pair would become partners, as the fitted ranker has it. */
import { dayOf, type CalendarDate } from "../domain/calendar-date.js";
import { noFilter } from "../domain/filter.js";
import type { OrganisationId } from "../domain/ids.js";
import { fittedFeatures } from "../domain/ranker.js";
import { fittedScores } from "../kernel/fitted-links.js";
import { atOnce } from "../kernel/in-steps.js";
import { toLinearModel } from "./fitted-model.js";
import { areManyPairs, fittedModelOf } from "./fitted-question.js";
import type { HeavyWork } from "./heavy-work.js";
import { contributionsOf, readied, toPairs, type RankedPair } from "./link-ranker.js";
import { nodeTraitsOf } from "./node-traits.js";
import type { State } from "./state.js";

export interface PairScoresQuestion {
  readonly pairs: readonly (readonly [OrganisationId, OrganisationId])[];
  readonly asOf: CalendarDate;
}

/**
 * Scores pairs, in their order, over all partnerships that had begun by a day; whether the two have been partners
 * is not asked. Where the network is large, in a worker.
 */
export async function scorePairs(
  state: State,
  heavyWork: HeavyWork,
  { pairs, asOf }: PairScoresQuestion,
  within?: number,
): Promise<RankedPair[]> {
  if (pairs.length === 0) return [];
  const { organisations, partnerships } = state.tables;
  const { ready } = readied(state, { where: noFilter, asOf });
  const model = fittedModelOf(state.tables);
  const [a, b] = [0, 1].map((end) => Int32Array.from(pairs, (pair) => organisations.knownNodeOf(pair[end])));
  const nodes = Int32Array.from(new Set([...a, ...b]));
  const asked = {
    a,
    b,
    filter: ready.filter,
    day: dayOf(asOf),
    traits: atOnce(nodeTraitsOf(state.tables, ready.filter, nodes)),
    model: toLinearModel(model),
  };
  const scored = areManyPairs(state, pairs.length)
    ? await heavyWork.run("fittedScores", asked, { within })
    : fittedScores(partnerships.projection, asked);
  const width = fittedFeatures.length;
  return toPairs(state, ready, { ...asked, scores: scored.scores }, (i, shared, pair) =>
    contributionsOf(state, model, scored.features.subarray(i * width, (i + 1) * width), shared, pair, ready),
  );
}
