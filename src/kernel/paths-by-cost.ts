/** Several paths, the least cost first: balls of cost round both ends, of which one goes on toward the other. */
import type { CostBall } from "./cost-ball.js";
import { growHops, unreached, type Walkable } from "./hop-ball.js";
import {
  beginEnumeration,
  findPathsOf,
  isDone,
  leastCostOf,
  type PathsQuestion,
} from "./path-enumeration.js";
import type { Projection } from "./projection.js";
import { type NodePath, shortestPath } from "./shortest-path.js";
import type { Workspace } from "./workspace.js";

/** Goes from one cost to the next, adding to what was found. Returns the arcs looked at. */
export function findByCost(
  projection: Projection,
  question: PathsQuestion,
  found: NodePath[],
  workspace: Workspace,
): number {
  const { sources, targets, maxHops, count } = question;
  // What has the fewest hops proves that there is a path at all, and no single best one costs more.
  const shortest = shortestPath(projection, question, workspace);
  if (shortest === null) return 0;
  const limit = count === 1 ? shortest.cost : unreached - 1;

  const { nodeCount } = projection;
  const toTargets = workspace.costBallAt(0);
  const fromSources = workspace.costBallAt(1);
  const facing = workspace.ballAt(1);
  const search = beginEnumeration(projection, question, found, toTargets.ball, fromSources, null);
  facing.begin(nodeCount, sources, [targets], 0);
  while (facing.radius < maxHops && facing.count < fewNodes && !isDone(search)) growHops(search, facing);
  toTargets.begin(nodeCount, targets, sources, facing, maxHops);
  fromSources.begin(nodeCount, sources, targets, null, maxHops);
  growUntilMet(search, fromSources, toTargets, limit);
  toTargets.aimAt(fromSources, limit);

  const nextCosts = Int32Array.from({ length: maxHops + 1 }, (_, hops) => leastCostOf(search, hops));
  nextCosts[0] = unreached;
  while (!isDone(search)) {
    // Whatever the ball has not settled makes no path cheaper than its next key.
    let nextKey = toTargets.nextKey();
    const cost = Math.min(nextKey, ...nextCosts);
    if (cost > limit) break;
    if (nextKey === cost && fromSources.pending > 0 && fromSources.pending < toTargets.pending) {
      fromSources.settleNext(search, null);
      toTargets.aimAt(fromSources, limit);
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
  return search.work;
}

/** A ball of hops of so many nodes is worth its price. */
const fewNodes = 1000;

/** Grows both balls, whichever has less waiting, until nothing that costs less than the best meeting can be missed. */
function growUntilMet(ground: Walkable, fromSources: CostBall, toTargets: CostBall, limit: number): void {
  let best = limit;
  // A path of no more than both radii and one has a hop from one ball to the other.
  while (best > fromSources.radius + toTargets.radius + 1 && ground.work <= ground.budget) {
    const near = toTargets.pending <= fromSources.pending ? toTargets : fromSources;
    if (near.pending === 0) return;
    best = Math.min(best, near.settleNext(ground, near === toTargets ? fromSources : toTargets));
  }
}
