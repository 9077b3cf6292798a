/** The organisations linked to one, with the partnerships that link them, by pages. */
import type { NetworkFilter } from "../domain/filter.js";
import type { OrganisationId, PartnershipId } from "../domain/ids.js";
import type { Page, PageRequest } from "../domain/page.js";
import { egoNetwork } from "../kernel/ego-network.js";
import { hyperedgesBetween } from "../kernel/links.js";
import { nameOf } from "./filter.js";
import { pageOf } from "./keyset-page.js";
import type { State } from "./state.js";
import { cheapestFirst } from "./steps.js";

export interface Partner {
  readonly organisation: OrganisationId;
  /** The partnerships of the two that pass the filter, cheapest first, then by id. */
  readonly partnerships: readonly PartnershipId[];
}

export interface PartnerListQuestion {
  /** Exempt from the filter. */
  readonly of: OrganisationId;
  readonly where: NetworkFilter;
  readonly page: PageRequest;
}

/** The organisations linked to one by what passes, in no order. O(its arcs). */
export function partnersOf(state: State, of: OrganisationId, where: NetworkFilter): OrganisationId[] {
  const { organisations, partnerships } = state.tables;
  const { filter } = state.filters.ofNetwork(where);
  const source = organisations.knownNodeOf(of);
  const { nodes } = egoNetwork(partnerships.projection, { source, hops: 1, filter }, state.workspace);
  return Array.from(nodes.subarray(1), (node) => organisations.idOf(node));
}

/** Most partnerships first, then by NAME. O(partners × log partners). */
export function listPartners(state: State, { of, where, page }: PartnerListQuestion): Page<Partner> {
  const { organisations, partnerships } = state.tables;
  const { projection } = partnerships;
  const { filter } = state.filters.ofNetwork(where);
  const source = organisations.knownNodeOf(of);
  const { places } = organisations.byName;

  const { nodes } = egoNetwork(projection, { source, hops: 1, filter }, state.workspace);
  const partners = Array.from(nodes.subarray(1), (node) => ({
    node,
    hyperedges: hyperedgesBetween(projection, source, node, filter),
  }));
  partners.sort((a, b) => b.hyperedges.length - a.hyperedges.length || places[a.node] - places[b.node]);

  return pageOf(
    {
      ordering: `partners of ${of} under the filter ${nameOf(where)}`,
      parts: ["number descending", "text", "text"],
      length: partners.length,
      passes: () => true,
      itemAt: (position) => {
        const { node, hyperedges } = partners[position];
        return {
          organisation: organisations.idOf(node),
          partnerships: cheapestFirst(partnerships, hyperedges),
        };
      },
      keyAt: (position) => {
        const { node, hyperedges } = partners[position];
        return [hyperedges.length, organisations.nameOf(node), organisations.idOf(node)];
      },
    },
    page,
  );
}
