/** Missing links ranked by one of the rankers: within a region, or from some organisations to others. */
import { dayOf, type CalendarDate } from "../domain/calendar-date.js";
import type { NetworkFilter } from "../domain/filter.js";
import type { OrganisationId, RegionCode } from "../domain/ids.js";
import type { LinkContribution, LinkRanker } from "../domain/ranker.js";
import {
  adamicAdarWeight,
  commonNeighbours,
  resourceAllocationWeight,
  topAdamicAdar,
} from "../kernel/adamic-adar.js";
import type { ScoredPairs } from "../kernel/best-pairs.js";
import { topLinksBetween } from "../kernel/links-between.js";
import type { ReadyFilter } from "./filter.js";
import { membersOf } from "./members.js";
import type { State } from "./state.js";

export interface RankedPair {
  /** The one with the lower id first. */
  readonly pair: readonly [OrganisationId, OrganisationId];
  /** Comparable within one ranker only. */
  readonly score: number;
  /** Distinct partners of both, those with the fewest partners first, then by id. */
  readonly sharedPartners: readonly OrganisationId[];
  /** What the score is made of, the largest contribution first. */
  readonly contributions: readonly LinkContribution[];
}

export interface RankingQuestion {
  readonly where: NetworkFilter;
  readonly asOf: CalendarDate;
  readonly ranker: LinkRanker;
  readonly limit: number;
}

export interface MissingLinksQuestion extends RankingQuestion {
  readonly region: RegionCode;
}

export interface LinksBetweenQuestion extends RankingQuestion {
  readonly from: readonly OrganisationId[];
  readonly to: readonly OrganisationId[];
}

export function rankMissingLinks(state: State, question: MissingLinksQuestion): RankedPair[] {
  const { ranker, limit } = question;
  const { projection } = state.tables.partnerships;
  const { ready, sinceBefore, ranks } = readied(state, question);
  const members = membersOf(state, question.region, question.where);
  const asked = { members, filter: ready.filter, sinceBefore, limit, ranks, weigh: weightOf(ranker) };
  return described(state, ready, topAdamicAdar(projection, asked, state.workspace));
}

export function rankLinksBetween(state: State, question: LinksBetweenQuestion): RankedPair[] {
  const { ranker, limit } = question;
  const { organisations, partnerships } = state.tables;
  const { ready, sinceBefore, ranks } = readied(state, question);
  const [from, to] = [question.from, question.to].map((ids) =>
    Int32Array.from(ids, (id) => organisations.knownNodeOf(id)),
  );
  const asked = { from, to, filter: ready.filter, sinceBefore, limit, ranks, weigh: weightOf(ranker) };
  return described(state, ready, topLinksBetween(partnerships.projection, asked));
}

function readied(
  state: State,
  { where, asOf }: RankingQuestion,
): { ready: ReadyFilter; sinceBefore: number; ranks: Int32Array } {
  const sinceBefore = dayOf(asOf) + 1;
  const ready = state.filters.ofNetworkBegunBefore(sinceBefore, where);
  return { ready, sinceBefore, ranks: state.tables.organisations.byId.places };
}

function weightOf(ranker: LinkRanker): (degree: number) => number {
  return ranker === "RESOURCE_ALLOCATION" ? resourceAllocationWeight : adamicAdarWeight;
}

/** The pairs as ids, with the partners that both have. */
function described(state: State, ready: ReadyFilter, { a, b, scores }: ScoredPairs): RankedPair[] {
  const { organisations, partnerships } = state.tables;
  const ranks = organisations.byId.places;
  const counts = a.length === 0 ? null : ready.linkedCounts();
  return Array.from(scores, (score, i) => {
    const [lower, upper] = ranks[a[i]] < ranks[b[i]] ? [a[i], b[i]] : [b[i], a[i]];
    const shared = commonNeighbours(partnerships.projection, lower, upper, ready.filter).toSorted(
      (x, y) => (counts?.[x] ?? 0) - (counts?.[y] ?? 0) || ranks[x] - ranks[y],
    );
    return {
      pair: [organisations.idOf(lower), organisations.idOf(upper)],
      score,
      sharedPartners: Array.from(shared, (node) => organisations.idOf(node)),
      contributions: [{ feature: "SHARED_PARTNERS", value: shared.length, contribution: score }],
    };
  });
}
