/** Organisations in order, filtered and searched, by pages. */
import type { OrganisationFilter } from "../domain/filter.js";
import type { OrganisationId } from "../domain/ids.js";
import type { Page, PageRequest } from "../domain/page.js";
import { pageOf, reversed, type Key, type KeyPart, type Listing } from "./keyset-page.js";
import { findOrganisations, orderingOf, searchFor, type Found, type Search } from "./search.js";
import type { State } from "./state.js";

export type OrganisationOrder = {
  readonly field: "NAME" | "PARTNER_COUNT";
  readonly direction: "ASC" | "DESC";
};

export interface OrganisationListQuestion {
  readonly search: string | null;
  readonly where: OrganisationFilter;
  /** Null: by NAME, or best match first where `search` is given. */
  readonly order: OrganisationOrder | null;
  readonly page: PageRequest;
}

export function listOrganisations(state: State, question: OrganisationListQuestion): Page<OrganisationId> {
  const { search: text, where, order, page } = question;
  if (text === null) return pageOf(allInOrder(state, order ?? byNameUp, where), page);
  const marks = state.filters.ofOrganisations(where);
  const search = searchFor(text);
  const found = findOrganisations(state.tables.organisations, search);
  if (order === null) return pageOf(byMatch(state, found, search, marks), page);
  const nodes = Int32Array.from(found, ({ node }) => node);
  const list = { prefix: orderingOf("organisations", search), nodes: sorted(state, order, nodes), marks };
  return pageOf(inOrder(state, order, list), page);
}

const byNameUp: OrganisationOrder = { field: "NAME", direction: "ASC" };

/** The organisations that pass; of regions, by NAME, only those that lie there are gone through. */
function allInOrder(
  state: State,
  order: OrganisationOrder,
  where: OrganisationFilter,
): Listing<OrganisationId> {
  const { filters, tables } = state;
  const prefix = "organisations";
  if (order.field === "PARTNER_COUNT")
    return inOrder(state, order, {
      prefix,
      nodes: state.byPartnerCount(),
      marks: filters.ofOrganisations(where),
    });
  const nodes = where.regions === null ? tables.organisations.byName.items : state.nodesIn(where.regions);
  return inOrder(state, order, {
    prefix,
    nodes,
    marks: filters.ofOrganisations({ ...where, regions: null }),
  });
}

/** Sorts nodes in place as an order upwards has them. */
function sorted({ tables }: State, { field }: OrganisationOrder, nodes: Int32Array): Int32Array {
  const { byName, byId } = tables.organisations;
  const { projection } = tables.partnerships;
  if (field === "NAME") return nodes.sort((a, b) => byName.places[a] - byName.places[b]);
  const countOf = (node: number): number => projection.partnerCountOf(node);
  return nodes.sort((a, b) => countOf(a) - countOf(b) || byId.places[a] - byId.places[b]);
}

/** A list in an order of its own; `nodes` stand as that order upwards has them. */
function inOrder(
  state: State,
  { field, direction }: OrganisationOrder,
  { prefix, nodes, marks }: { readonly prefix: string } & Pick<NodeList, "nodes" | "marks">,
): Listing<OrganisationId> {
  const { organisations, partnerships } = state.tables;
  const ordering = `${prefix} by ${field} ${direction}`;
  const listing =
    field === "NAME"
      ? listingOf(state, { ordering, nodes, marks, parts: ["text", "text"] }, (node) => [
          organisations.nameOf(node),
          organisations.idOf(node),
        ])
      : listingOf(state, { ordering, nodes, marks, parts: ["number", "text"] }, (node) => [
          partnerships.projection.partnerCountOf(node),
          organisations.idOf(node),
        ]);
  return direction === "ASC" ? listing : reversed(listing);
}

/** A list of what a search found, the best match first, then by NAME. */
function byMatch(
  state: State,
  found: readonly Found[],
  search: Search,
  marks: Uint8Array | null,
): Listing<OrganisationId> {
  const { organisations } = state.tables;
  const { places } = organisations.byName;
  const best = found.toSorted((a, b) => a.tier - b.tier || places[a.node] - places[b.node]);
  const nodes = Int32Array.from(best, ({ node }) => node);
  const ordering = orderingOf("organisations", search);
  return listingOf(state, { ordering, nodes, marks, parts: ["number", "text", "text"] }, (node, position) => [
    best[position].tier,
    organisations.nameOf(node),
    organisations.idOf(node),
  ]);
}

interface NodeList {
  readonly ordering: string;
  readonly nodes: Int32Array;
  readonly marks: Uint8Array | null;
  readonly parts: readonly KeyPart[];
}

function listingOf(
  { tables }: State,
  { ordering, nodes, marks, parts }: NodeList,
  keyOf: (node: number, position: number) => Key,
): Listing<OrganisationId> {
  return {
    ordering,
    parts,
    length: nodes.length,
    passes: (position) => marks === null || marks[nodes[position]] === 1,
    itemAt: (position) => tables.organisations.idOf(nodes[position]),
    keyAt: (position) => keyOf(nodes[position], position),
  };
}
