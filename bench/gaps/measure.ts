/** Rankers, and how they do on a hold-out. */
import { noFilter } from "../../src/domain/filter.js";
import type { FittedModel } from "../../src/domain/ranker.js";
import type { OrganisationId } from "../../src/domain/ids.js";
import { adamicAdarWeight, resourceAllocationWeight, topAdamicAdar } from "../../src/kernel/adamic-adar.js";
import { BestPairs, type ScoredPairs } from "../../src/kernel/best-pairs.js";
import { fittedLinks } from "../../src/kernel/fitted-links.js";
import { FeatureBase, PairFeatures, pairFeatures } from "../../src/kernel/pair-features.js";
import { atOnce } from "../../src/kernel/in-steps.js";
import { averagePrecision, drawing, precisionAt } from "../../src/kernel/ranking-measures.js";
import { ShareMarks } from "../../src/kernel/share-marks.js";
import { dayOf } from "../../src/domain/calendar-date.js";
import { toLinearModel } from "../../src/network/fitted-model.js";
import { nodeTraitsOf } from "../../src/network/node-traits.js";
import type { State } from "../../src/network/state.js";
import { pairName, type HoldOut, type RegionCase } from "./hold-out.js";

/** Ranks the pairs of some nodes of a past network, best first. */
export type Ranker = (state: State, members: Int32Array, day: number, limit: number) => ScoredPairs;

function byPartners(weigh: (degree: number) => number): Ranker {
  return (state, members, day, limit) => {
    const { filter } = state.filters.ofNetworkBegunBefore(day + 1, noFilter);
    const ranks = state.tables.organisations.byId.places;
    const { projection } = state.tables.partnerships;
    return topAdamicAdar(
      projection,
      { members, filter, sinceBefore: day + 1, limit, ranks, weigh },
      state.workspace,
    );
  };
}

export const adamicAdar = byPartners(adamicAdarWeight);
export const plainRankers: Readonly<Record<string, Ranker>> = {
  "Adamic-Adar": adamicAdar,
  "common neighbours": byPartners(() => 1),
  "resource allocation": byPartners(resourceAllocationWeight),
  "preferential attachment": (state, members, day, limit) => {
    const { projection } = state.tables.partnerships;
    const best = new BestPairs(limit, state.tables.organisations.byId.places);
    const together = new ShareMarks(projection, day + 1);
    members.forEach((node, i) => {
      together.select(node);
      for (let j = i + 1; j < members.length; j++) {
        const score = projection.partnerCountOf(node) * projection.partnerCountOf(members[j]);
        if (score >= best.threshold && !together.has(members[j])) best.offer(node, members[j], score);
      }
    });
    return best.drain();
  },
};

export function fittedRanker(model: FittedModel): Ranker {
  const linear = toLinearModel(model);
  return (state, members, day, limit) => {
    const { filter } = state.filters.ofNetworkBegunBefore(day + 1, noFilter);
    const ranks = state.tables.organisations.byId.places;
    const traits = atOnce(nodeTraitsOf(state.tables, filter, members));
    const asked = { from: members, to: members, filter, day, traits, model: linear, limit, ranks };
    return fittedLinks(state.tables.partnerships.projection, asked);
  };
}

/** What a ranker does in one region. */
export interface Measures {
  readonly ap100: number;
  readonly ap500: number;
  readonly p10: number;
  readonly p50: number;
  readonly p100: number;
  /** Precision at 100 over that of a guess. */
  readonly lift: number;
  /** Average precision over the first 500 where organisations are drawn again, 200 times: the same draws for every ranker. */
  readonly redrawn: readonly number[];
}

export function measure(
  { state, asOf }: HoldOut,
  region: RegionCase,
  ranker: Ranker,
  redraw: boolean,
): Measures {
  const { organisations } = state.tables;
  const members = Int32Array.from(region.members, (id) => organisations.knownNodeOf(id));
  const ranked = ranker(state, members, dayOf(asOf), redraw ? 5000 : 500);
  const pairs = Array.from(
    ranked.a,
    (a, i) => [organisations.idOf(a), organisations.idOf(ranked.b[i])] as const,
  );
  const hits = Uint8Array.from(pairs, ([a, b]) => Number(region.formed.has(pairName(a, b))));
  const p100 = precisionAt(hits, 100);
  return {
    ap100: averagePrecision(hits, region.formed.size, 100),
    ap500: averagePrecision(hits, region.formed.size, 500),
    p10: precisionAt(hits, 10),
    p50: precisionAt(hits, 50),
    p100,
    lift: (p100 * region.pairCount) / region.formed.size,
    redrawn: redraw ? redrawn(region, pairs, hits) : [],
  };
}

/**
 * Draws the organisations of a region again, with replacement: a pair counts as often as its two were drawn, multiplied
 * (T. A. B. Snijders and S. P. Borgatti, "Non-parametric standard errors and tests for network statistics",
 * Connections 22 (1999), 161-170).
 */
function redrawn(
  { members, formed }: RegionCase,
  pairs: readonly (readonly [OrganisationId, OrganisationId])[],
  hits: Uint8Array,
): number[] {
  const positions = new Map(members.map((id, i) => [id, i]));
  const wanted = [...formed].map((pair) => pair.split(" ").map((id) => positions.get(id as OrganisationId)!));
  const ranked = pairs.map(([a, b]) => [positions.get(a)!, positions.get(b)!] as const);
  const draw = drawing(7);
  return Array.from({ length: 200 }, () => {
    const times = new Uint8Array(members.length);
    for (let i = 0; i < members.length; i++) times[Math.floor(draw() * members.length)]++;
    const again: number[] = [];
    for (let i = 0; i < ranked.length && again.length < 500; i++)
      for (let k = times[ranked[i][0]] * times[ranked[i][1]]; k > 0; k--) again.push(hits[i]);
    const count = wanted.reduce((sum, [a, b]) => sum + times[a] * times[b], 0);
    return count === 0 ? 0 : averagePrecision(Uint8Array.from(again), count, 500);
  });
}

/** Which of the pairs that formed in some regions were candidates, and by what. */
export interface CandidateShares {
  readonly formed: number;
  readonly twoHops: number;
  readonly threeHops: number;
  readonly sectorOrNearness: number;
}

export function candidateShares({ state, asOf, regions }: HoldOut): CandidateShares {
  const { organisations, partnerships } = state.tables;
  const day = dayOf(asOf);
  const { filter } = state.filters.ofNetworkBegunBefore(day + 1, noFilter);
  const nodes = Int32Array.from({ length: organisations.nodeCount }, (_, node) => node);
  const traits = atOnce(nodeTraitsOf(state.tables, filter, nodes));
  const base = new FeatureBase(partnerships.projection, filter, day, traits);
  let [formed, twoHops, threeHops, sectorOrNearness] = [0, 0, 0, 0];
  for (const region of regions) {
    const members = Int32Array.from(region.members, (id) => organisations.knownNodeOf(id));
    const features = new PairFeatures(base, members);
    const pairs = [...region.formed].map((pair) =>
      pair.split(" ").map((id) => organisations.knownNodeOf(id as OrganisationId)),
    );
    let selected = -1;
    for (const [a, b] of pairs.sort((p, q) => p[0] - q[0])) {
      if (a !== selected) features.select((selected = a));
      formed++;
      if (features.of(b)[pairFeatures.indexOf("apart")] === 0) twoHops++;
      else if (features.isWithinThree(b)) threeHops++;
      else if (features.isCandidate(b)) sectorOrNearness++;
    }
  }
  return { formed, twoHops, threeHops, sectorOrNearness };
}
