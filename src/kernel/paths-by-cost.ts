/** Several paths, the least cost first: balls of cost round both ends, of which one goes on toward the other. */
import type { CostBall } from "./cost-ball.js";
import { unreached, type Walkable } from "./hop-ball.js";
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

  const toTargets = workspace.costBallAt(0);
  const fromSources = workspace.costBallAt(1);
  const search = beginEnumeration(projection, question, found, toTargets.ball, null);
  toTargets.begin(projection.nodeCount, targets, sources, maxHops);
  fromSources.begin(projection.nodeCount, sources, targets, null);
  growUntilMet(search, fromSources, toTargets, limit);
  toTargets.aimAt(fromSources, limit);

  const nextCosts = Int32Array.from({ length: maxHops + 1 }, (_, hops) => leastCostOf(search, hops));
  nextCosts[0] = unreached;
  while (!isDone(search)) {
    // Whatever the ball has not settled makes no path cheaper than its next key.
    const nextKey = toTargets.nextKey();
    const cost = Math.min(nextKey, ...nextCosts);
    if (cost > limit) break;
    if (nextKey === cost) {
      toTargets.settleNext(search, null);
      search.continuations.clear();
    }
    for (let hops = 1; hops <= maxHops && !isDone(search); hops++) {
      if (nextKey > cost && nextCosts[hops] > cost) continue;
      findPathsOf(search, hops, cost);
      nextCosts[hops] = search.nextCost;
    }
  }
  return search.work;
}

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
