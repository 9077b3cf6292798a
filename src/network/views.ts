/** The network as a drawing needs it: some organisations, the most telling first, and the links among them. */
import type { NetworkFilter } from "../domain/filter.js";
import type { OrganisationId } from "../domain/ids.js";
import { partnershipKinds } from "../domain/partnership.js";
import type { NetworkLink, NetworkView } from "../domain/view.js";
import { egoNetwork } from "../kernel/ego-network.js";
import { pairsAmong } from "../kernel/links.js";
import type { ReadyFilter } from "./filter.js";
import { sinceDate, untilDate } from "./partnerships.js";
import { sortedByCount, type State } from "./state.js";

export interface NeighbourhoodQuestion {
  /** Exempt from the filter. */
  readonly of: OrganisationId;
  readonly hops: number;
  readonly where: NetworkFilter;
  readonly first: number;
  readonly firstLinks: number;
}

/** Nearest first, then most linked under the filter, then by NAME. */
export function neighbourhood(state: State, question: NeighbourhoodQuestion): NetworkView {
  const { organisations, partnerships } = state.tables;
  const ready = state.filters.ofNetwork(question.where);
  const source = organisations.knownNodeOf(question.of);
  const ego = egoNetwork(
    partnerships.projection,
    { source, hops: question.hops, filter: ready.filter },
    state.workspace,
  );
  const counts = ready.linkedCounts();
  const { places } = organisations.byName;
  const near = Array.from(ego.nodes, (node, i) => ({ node, hops: ego.hops[i] }));
  near.sort((a, b) => a.hops - b.hops || counts[b.node] - counts[a.node] || places[a.node] - places[b.node]);
  return viewOf(
    state,
    ready,
    Int32Array.from(near, ({ node }) => node),
    question,
  );
}

export interface NetworkViewQuestion {
  readonly where: NetworkFilter;
  readonly first: number;
  readonly firstLinks: number;
}

/** Most linked under the filter first, then by NAME. */
export function networkView(state: State, question: NetworkViewQuestion): NetworkView {
  const ready = state.filters.ofNetwork(question.where);
  const { nodes: marks } = ready.filter;
  const { items } = state.tables.organisations.byName;
  const passing = marks === null ? items : items.filter((node) => marks[node] === 1);
  const counts = ready.linkedCounts();
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  return viewOf(
    state,
    ready,
    sortedByCount(passing, (node) => most - counts[node]),
    question,
  );
}

/** The first of some sorted nodes, and the links among those. */
function viewOf(
  { tables }: State,
  { filter }: ReadyFilter,
  sorted: Int32Array,
  { first, firstLinks }: { readonly first: number; readonly firstLinks: number },
): NetworkView {
  const { organisations, partnerships } = tables;
  const nodes = sorted.slice(0, first);
  const pairs = pairsAmong(partnerships.projection, nodes, filter, firstLinks);
  return {
    organisations: Array.from(nodes, (node) => organisations.idOf(node)),
    links: Array.from(pairs.from, (fromIndex, i): NetworkLink => ({
      fromIndex,
      toIndex: pairs.to[i],
      partnershipCount: pairs.count[i],
      kinds: partnershipKinds.filter((_, kind) => ((pairs.kinds[i] >> kind) & 1) === 1),
      cost: pairs.cost[i],
      since: sinceDate(pairs.since[i]),
      until: untilDate(pairs.until[i]),
    })),
    truncated: sorted.length > nodes.length || pairs.truncated,
    revision: tables.revision,
  };
}
