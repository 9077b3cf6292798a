/** Several paths, the fewest hops first: balls round both ends that grow with the number of hops. */
import { growCosts, growHops, growToward, type HopBall } from "./hop-ball.js";
import {
  beginEnumeration,
  type Enumeration,
  findInOrderOfCost,
  isDone,
  type PathsQuestion,
} from "./path-enumeration.js";
import type { Projection } from "./projection.js";
import type { NodePath } from "./shortest-path.js";
import type { Workspace } from "./workspace.js";

/** Goes from one number of hops to the next, adding to what was found. Returns the arcs looked at. */
export function findByHops(
  projection: Projection,
  question: PathsQuestion,
  found: NodePath[],
  workspace: Workspace,
): number {
  const { sources, targets, maxHops } = question;
  const toTargets = workspace.ballAt(0);
  const fromSources = workspace.ballAt(1);
  toTargets.begin(projection.nodeCount, targets, [sources], maxHops + 1);
  fromSources.begin(projection.nodeCount, sources, [targets], 0);
  const search = beginEnumeration(projection, question, found, {
    bounds: toTargets,
    spare: workspace.ballAt(2),
  });
  for (let hops = 1; hops <= maxHops && !isDone(search); hops++) {
    if (!growFor(search, fromSources, toTargets, hops)) break;
    search.continuations.clear();
    findInOrderOfCost(search, hops, hops);
  }
  return search.work;
}

/** Makes the bounds hold for paths of so many hops; for those of one less they do. Returns whether the budget lasted. */
function growFor(search: Enumeration, fromSources: HopBall, toTargets: HopBall, hops: number): boolean {
  // The two balls and one hop between them make the path.
  if (hops > 1) {
    const isNearer = fromSources.levelCounts[fromSources.radius] <= toTargets.levelCounts[toTargets.radius];
    const lasted = isNearer ? growHops(search, fromSources) : growCosts(search, toTargets);
    if (!lasted) return false;
  }
  for (let level = toTargets.radius + 1; level <= hops; level++)
    if (!growToward(search, toTargets, level, fromSources, hops - level)) return false;
  return true;
}
