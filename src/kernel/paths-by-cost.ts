/** Several paths, the least cost first: balls of cost round both ends, of which one goes on toward the other. */
import type { CostBall } from "./cost-ball.js";
import { growHops, type HopBall, mostHops, unreached, type Walkable } from "./hop-ball.js";
import {
  beginEnumeration,
  comparePaths,
  type Enumeration,
  findPathsOf,
  isDone,
  leastCostOf,
  type PathsQuestion,
} from "./path-enumeration.js";
import { findByHops } from "./paths-by-hops.js";
import type { Projection } from "./projection.js";
import type { NodePath } from "./shortest-path.js";
import type { Workspace } from "./workspace.js";

/** Goes from one cost to the next, adding to what was found. Returns the arcs looked at. */
export function findByCost(
  projection: Projection,
  question: PathsQuestion,
  found: NodePath[],
  workspace: Workspace,
): number {
  const { sources, targets, maxHops, ranks, budget } = question;
  const wanted = question.count - found.length;
  // As many paths of few hops are soon found, and the cheapest ones cost no more.
  const near: NodePath[] = [];
  const share = { ...question, count: wanted, budget: budget / 4 };
  const work = findByHops(projection, share, near, workspace);
  if (work <= share.budget && near.length < wanted) {
    found.push(...near.sort((a, b) => comparePaths("COST", ranks, a, b)));
    return work;
  }
  const limit = near.length < wanted ? unreached - 1 : Math.max(...near.map(({ cost }) => cost));

  const { nodeCount } = projection;
  const toTargets = workspace.costBallAt(0);
  const fromSources = workspace.costBallAt(1);
  const search = beginEnumeration(projection, question, found, {
    bounds: toTargets.ball,
    reached: fromSources,
    spare: workspace.ballAt(2),
  });
  search.work = work;
  const facing = growSmall(search, workspace.ballAt(1), question);
  toTargets.begin(nodeCount, targets, sources, facing, maxHops);
  fromSources.begin(nodeCount, sources, targets, null, maxHops);
  toTargets.face(fromSources, limit);
  fromSources.face(toTargets, limit);
  growUntilMet(search, fromSources, toTargets, limit);
  toTargets.aim();
  followCosts(search, fromSources, toTargets, limit, maxHops);
  return search.work;
}

/** Grows a ball of hops round the sources while that is cheap; it keeps others from walks of too many hops. */
function growSmall(ground: Walkable, ball: HopBall, { sources, targets }: PathsQuestion): HopBall {
  const { starts, ends } = ground.projection.arcs;
  ball.begin(ground.projection.nodeCount, sources, [targets], 0);
  for (;;) {
    const rim = ball.levels[ball.radius].subarray(0, ball.levelCounts[ball.radius]);
    const arcs = rim.reduce((sum, slot) => sum + ends[ball.nodes[slot]] - starts[ball.nodes[slot]], 0);
    if (arcs === 0 || arcs > fewArcs || ball.radius === mostHops || !growHops(ground, ball)) return ball;
  }
}

const fewArcs = 5000;

/** Finds paths from one cost to the next, up to `limit`. */
function followCosts(
  search: Enumeration,
  fromSources: CostBall,
  toTargets: CostBall,
  limit: number,
  maxHops: number,
): void {
  const nextCosts = Int32Array.from({ length: maxHops + 1 }, (_, hops) => leastCostOf(search, hops));
  nextCosts[0] = unreached;
  while (!isDone(search)) {
    // Whatever the ball has not settled makes no path cheaper than its next key.
    let nextKey = toTargets.nextKey();
    const cost = Math.min(nextKey, ...nextCosts);
    if (cost > limit) return;
    // The smaller ball grows on; the more the one holds, the fewer the other has to.
    if (nextKey === cost && fromSources.pending > 0 && fromSources.pending < toTargets.pending) {
      fromSources.settleNext(search, null);
      toTargets.aim();
      nextKey = toTargets.nextKey();
    }
    const hasMore = nextKey === cost;
    if (hasMore) toTargets.settleNext(search, null);
    search.continuations.clear();
    for (let hops = 1; hops <= maxHops && !isDone(search); hops++) {
      if (!hasMore && nextCosts[hops] > cost) continue;
      findPathsOf(search, hops, cost);
      nextCosts[hops] = search.nextCost;
    }
  }
}

/** Grows both balls, the one first that has cost less so far, until no path that costs less than `limit` or the best so far can be missed. */
export function growUntilMet(
  ground: Walkable,
  fromSources: CostBall,
  toTargets: CostBall,
  limit: number,
): void {
  let best = limit;
  // A path of no more than both radii and one has a hop from one ball to the other.
  while (best > fromSources.radius + toTargets.radius + 1 && ground.work <= ground.budget) {
    const near = toTargets.work <= fromSources.work ? toTargets : fromSources;
    if (near.pending === 0) return;
    best = Math.min(best, near.settleNext(ground, near === toTargets ? fromSources : toTargets));
  }
}
