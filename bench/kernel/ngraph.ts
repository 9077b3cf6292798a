import { createRequire } from "node:module";

import type { BenchGraph } from "../graphs.js";

/** ngraph.path's search from both ends (NBA*), without a heuristic, over the same links. */
export type NgraphFinder = (from: number, to: number) => number | null;

interface NgraphGraph {
  addNode(id: number): void;
  addLink(from: number, to: number): void;
  hasLink(from: number, to: number): unknown;
}
interface NgraphModules {
  readonly create: (options: { multigraph: boolean }) => NgraphGraph;
  readonly nba: (
    graph: NgraphGraph,
    options: { oriented: boolean },
  ) => { find(from: number, to: number): unknown[] };
}

/** Makes the finder, which answers the hops of a shortest path; null where bench/peers is not installed. */
export function openNgraph(graph: BenchGraph): NgraphFinder | null {
  const modules = loadModules();
  if (modules === null) return null;
  const network = modules.create({ multigraph: false });
  for (let node = 0; node < graph.nodeCount; node++) network.addNode(node);
  for (const { members } of graph.hyperedges)
    for (let i = 0; i < members.length; i++)
      for (let j = i + 1; j < members.length; j++)
        if (!network.hasLink(members[j], members[i])) network.addLink(members[i], members[j]);
  const finder = modules.nba(network, { oriented: false });
  return (from, to) => {
    const nodes = finder.find(from, to);
    return nodes.length === 0 ? null : nodes.length - 1;
  };
}

function loadModules(): NgraphModules | null {
  const load = createRequire(new URL("../peers/package.json", import.meta.url));
  try {
    const graph = load("ngraph.graph") as { default?: NgraphModules["create"] } & NgraphModules["create"];
    return {
      create: graph.default ?? graph,
      nba: (load("ngraph.path") as { nba: NgraphModules["nba"] }).nba,
    };
  } catch {
    return null;
  }
}
