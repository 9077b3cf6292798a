/** Missing links ranked by one of the rankers: within a region, or from some organisations to others. */
import { dayOf, type CalendarDate } from "../domain/calendar-date.js";
import type { NetworkFilter } from "../domain/filter.js";
import type { OrganisationId, RegionCode } from "../domain/ids.js";
import { organisationKinds } from "../domain/organisation.js";
import {
  fittedFeatures,
  kindPairName,
  type FittedFeature,
  type FittedModel,
  type LinkContribution,
  type LinkRanker,
} from "../domain/ranker.js";
import { kilometresBetween } from "../domain/distance.js";
import { commonNeighbours } from "../kernel/adamic-adar.js";
import type { ScoredPairs } from "../kernel/best-pairs.js";
import { fittedLinks, type FittedLinksQuestion } from "../kernel/fitted-links.js";
import type { InSteps } from "../kernel/in-steps.js";
import { topLinksBetween } from "../kernel/links-between.js";
import type { ReadyFilter } from "./filter.js";
import { areManyPairs, fittedModelOf, fittedQuestionOf } from "./fitted-question.js";
import type { HeavyWork } from "./heavy-work.js";
import { membersOf } from "./members.js";
import { sharedPartnerWeight, topBySharedPartners } from "./shared-partners-task.js";
import { presentOf, type State } from "./state.js";
import { ofOneMoment } from "./turns.js";

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
  /** Null: all members of the region. */
  readonly to: readonly OrganisationId[] | null;
  /** It is judged among its members, and `to`, who is near. */
  readonly region: RegionCode;
}

/** Pairs, links, nodes and memberships that the event loop has time to look at. */
const manageable = 100_000;

/** As of the moment it was asked; where there is much to look at, in a worker. */
export async function rankMissingLinks(
  state: State,
  heavyWork: HeavyWork,
  question: MissingLinksQuestion,
): Promise<RankedPair[]> {
  const { ranker, limit } = question;
  const { projection } = state.tables.partnerships;
  if (ranker === "FITTED") return fitted(state, heavyWork, question, null, null);
  const members = membersOf(state, question.region, question.where);
  const { ready, sinceBefore, ranks } = readied(state, question);
  const asked = { members, filter: ready.filter, sinceBefore, limit, ranks, ranker };
  const links = members.reduce((sum, node) => sum + projection.partnerCountOf(node), 0);
  const best =
    links <= manageable
      ? topBySharedPartners(projection, asked, state.workspace)
      : await heavyWork.run("topBySharedPartners", asked, { isSlow: true });
  return toPairs(state, ready, best, sharedPartnersAlone);
}

export async function rankLinksBetween(
  state: State,
  heavyWork: HeavyWork,
  question: LinksBetweenQuestion,
): Promise<RankedPair[]> {
  const { ranker, limit } = question;
  const { organisations, partnerships } = state.tables;
  const nodesOf = (ids: readonly OrganisationId[]): Int32Array =>
    Int32Array.from(ids, (id) => organisations.knownNodeOf(id));
  const from = nodesOf(question.from);
  const to = question.to === null ? null : nodesOf(question.to);
  if (ranker === "FITTED") return fitted(state, heavyWork, question, from, to);
  const { ready, sinceBefore, ranks } = readied(state, question);
  const asked = {
    from,
    to: to ?? membersOf(state, question.region, question.where),
    filter: ready.filter,
    sinceBefore,
    limit,
    ranks,
    weigh: sharedPartnerWeight(ranker),
  };
  return toPairs(
    state,
    ready,
    topLinksBetween(partnerships.projection, asked, state.workspace),
    sharedPartnersAlone,
  );
}

export function readied(
  state: State,
  { where, asOf }: Pick<RankingQuestion, "where" | "asOf">,
): { ready: ReadyFilter; sinceBefore: number; ranks: Int32Array } {
  const sinceBefore = dayOf(asOf) + 1;
  const ready = state.filters.ofNetworkBegunBefore(sinceBefore, where);
  return { ready, sinceBefore, ranks: state.tables.organisations.byId.places };
}

/** `null` stands for all members of the region. Where there is much to look at, in a worker. */
async function fitted(
  state: State,
  heavyWork: HeavyWork,
  question: MissingLinksQuestion,
  from: Int32Array | null,
  to: Int32Array | null,
): Promise<RankedPair[]> {
  const { tables } = state;
  function* make(): InSteps<{ ready: ReadyFilter; asked: FittedLinksQuestion }> {
    const { ready, ranks } = readied(state, question);
    const members = membersOf(state, question.region, question.where);
    const asked = yield* fittedQuestionOf(state, question, ready, from ?? members, to ?? members);
    return { ready, asked: { ...asked, limit: question.limit, ranks } };
  }
  return ofOneMoment(tables, make, async ({ ready, asked }) => {
    const model = fittedModelOf(tables);
    const best = areManyPairs(state, asked.from.length * asked.to.length)
      ? await heavyWork.run("fittedLinks", asked, { isSlow: true, at: presentOf(state) })
      : fittedLinks(tables.partnerships.projection, asked);
    const width = fittedFeatures.length;
    return toPairs(state, ready, best, (i, shared, pair) =>
      contributionsOf(state, model, best.features.subarray(i * width, (i + 1) * width), shared, pair, ready),
    );
  });
}

type Contributions = (
  position: number,
  shared: Int32Array,
  pair: readonly [number, number],
  score: number,
) => LinkContribution[];

function sharedPartnersAlone(_: number, shared: Int32Array, __: unknown, score: number): LinkContribution[] {
  return [{ feature: "SHARED_PARTNERS", value: shared.length, contribution: score }];
}

/** The pairs as ids; the partners that both have are looked for when they are asked for, at the same revision. */
export function toPairs(
  state: State,
  ready: ReadyFilter,
  { a, b, scores }: ScoredPairs,
  contributions: Contributions,
): RankedPair[] {
  const { organisations, partnerships } = state.tables;
  const ranks = organisations.byId.places;
  return Array.from(scores, (score, i) => {
    const [lower, upper] = ranks[a[i]] < ranks[b[i]] ? [a[i], b[i]] : [b[i], a[i]];
    let known: Int32Array | null = null;
    const shared = (): Int32Array => {
      if (known !== null) return known;
      known = commonNeighbours(partnerships.projection, lower, upper, ready.filter).toSorted(
        (x, y) => ready.linkedCountOf(x) - ready.linkedCountOf(y) || ranks[x] - ranks[y],
      );
      return known;
    };
    return {
      pair: [organisations.idOf(lower), organisations.idOf(upper)],
      score,
      get sharedPartners() {
        return Array.from(shared(), (node) => organisations.idOf(node));
      },
      get contributions() {
        return contributions(i, shared(), [lower, upper], score);
      },
    };
  });
}

/** What each feature of a pair adds, compared with a usual pair; those that stand for one thing to people taken together. */
export function contributionsOf(
  { tables }: State,
  { weights, means, kinds, kindsMean }: FittedModel,
  values: Float64Array,
  shared: Int32Array,
  pair: readonly [number, number],
  ready: ReadyFilter,
): LinkContribution[] {
  const valueOf = (feature: FittedFeature): number => values[fittedFeatures.indexOf(feature)];
  const added = (...features: readonly FittedFeature[]): number =>
    features.reduce((sum, feature) => sum + weights[feature] * (valueOf(feature) - means[feature]), 0);
  const records = pair.map((node) => tables.organisations.recordAt(node)!);
  const ofKinds = kinds[kindPairName(records[0].kind, records[1].kind, organisationKinds)] ?? 0;
  const distance = kilometresBetween(records[0].location, records[1].location);
  const all: LinkContribution[] = [
    { feature: "SHARED_PARTNERS", value: shared.length, contribution: added("shared", "twos", "apart") },
    {
      feature: "WELL_CONNECTED",
      value: Math.min(...pair.map((node) => ready.linkedCountOf(node))),
      contribution: added("partners", "sizes"),
    },
    { feature: "SAME_SECTOR", value: valueOf("sectors"), contribution: added("sectors") },
    { feature: "KINDS_THAT_MEET", value: Math.exp(ofKinds - kindsMean), contribution: ofKinds - kindsMean },
  ];
  if (distance !== null && weights.near !== 0)
    all.push({ feature: "NEAR", value: distance, contribution: added("near") });
  return all.sort((x, y) => y.contribution - x.contribution);
}
