/** How many new partners the fitted ranker expects of organisations. */
import type { OrganisationId } from "../domain/ids.js";
import { dayOf } from "../domain/calendar-date.js";
import type { FittedModel } from "../domain/ranker.js";
import { expectedLinks } from "../kernel/expected-links.js";
import { areManyPairs, fittedModelOf, fittedQuestionOf, type PairsQuestion } from "./fitted-question.js";
import type { HeavyWork } from "./heavy-work.js";
import { membersOf } from "./members.js";
import { gapDeadline } from "./regional-network.js";
import type { State } from "./state.js";

export interface ExpectedPartnersQuestion extends PairsQuestion {
  readonly of: readonly OrganisationId[];
}

/** In the order of `of`; where there are many pairs to look at, from a worker. */
export async function expectedPartnersOf(
  state: State,
  heavyWork: HeavyWork,
  question: ExpectedPartnersQuestion,
): Promise<number[]> {
  const { of, region, where, asOf } = question;
  const ready = state.filters.ofNetworkBegunBefore(dayOf(asOf) + 1, where);
  const from = Int32Array.from(of, (id) => state.tables.organisations.knownNodeOf(id));
  const model = fittedModelOf(state.tables);
  const asked = {
    ...fittedQuestionOf(state, question, ready, from, membersOf(state, region, where)),
    newcomerFactor: newcomerFactorOf(model),
  };
  const expected = areManyPairs(state, asked.from.length * asked.to.length)
    ? await heavyWork.run("expectedLinks", asked, { deadline: gapDeadline })
    : expectedLinks(state.tables.partnerships.projection, asked);
  return Array.from(expected);
}

/**
 * What makes an organisation without any partnership as well connected as a usual one: the model was learnt from those
 * that had some, and would take it for one whose partnerships are smaller than any are. Of a pair the means are those of both ends.
 */
function newcomerFactorOf({ weights, means }: FittedModel): number {
  const own = ["partners", "counts", "sizes"] as const;
  return Math.exp(own.reduce((sum, feature) => sum + (weights[feature] * means[feature]) / 2, 0));
}
