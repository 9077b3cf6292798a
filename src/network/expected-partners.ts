/** How many new partners the fitted ranker expects of organisations. */
import type { OrganisationId } from "../domain/ids.js";
import { dayOf } from "../domain/calendar-date.js";
import type { FittedModel } from "../domain/ranker.js";
import { expectedLinks, type ExpectedLinksQuestion } from "../kernel/expected-links.js";
import type { InSteps } from "../kernel/in-steps.js";
import { areManyPairs, fittedModelOf, fittedQuestionOf, type PairsQuestion } from "./fitted-question.js";
import type { HeavyWork } from "./heavy-work.js";
import { membersOf } from "./members.js";
import { presentOf, type State } from "./state.js";
import { ofOneMoment } from "./turns.js";

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
  const { tables } = state;
  const from = Int32Array.from(of, (id) => tables.organisations.knownNodeOf(id));
  function* make(): InSteps<ExpectedLinksQuestion> {
    const ready = state.filters.ofNetworkBegunBefore(dayOf(asOf) + 1, where);
    const fitted = yield* fittedQuestionOf(state, question, ready, from, membersOf(state, region, where));
    return { ...fitted, newcomerFactor: newcomerFactorOf(fittedModelOf(tables)) };
  }
  const expected = await ofOneMoment(tables, make, (asked) =>
    areManyPairs(state, asked.from.length * asked.to.length)
      ? heavyWork.run("expectedLinks", asked, { isSlow: true, at: presentOf(state) })
      : expectedLinks(tables.partnerships.projection, asked),
  );
  return Array.from(expected);
}

/**
 * What makes an organisation without any partnership as well connected as a usual one: the model was learnt from those
 * that had some, and would take it for one whose partnerships are smaller than any are. Of a pair the means are those of
 * both ends, so that the newcomer's own part is half; of the root, what a usual other end leaves under it.
 */
function newcomerFactorOf({ weights, means }: FittedModel): number {
  const partners = weights.partners * means.partners * (1 - Math.SQRT1_2);
  return Math.exp(partners + (weights.sizes * means.sizes) / 2);
}
