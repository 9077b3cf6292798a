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
  const marks = state.filters.ofOrganisations(question.where);
  if (question.search === null)
    return pageOf(
      inOrder(state, question.order ?? { field: "NAME", direction: "ASC" }, marks, null),
      question.page,
    );
  const search = searchFor(question.search);
  const found = findOrganisations(state.tables.organisations, search);
  return pageOf(
    question.order === null
      ? byMatch(state, found, search, marks)
      : inOrder(state, question.order, marks, { found, search }),
    question.page,
  );
}

/** A list of all organisations, or of those that a search found, in an order of their own. */
function inOrder(
  state: State,
  order: OrganisationOrder,
  marks: Uint8Array | null,
  searched: { readonly found: readonly Found[]; readonly search: Search } | null,
): Listing<OrganisationId> {
  const { organisations, partnerships } = state.tables;
  const { projection } = partnerships;
  const prefix = searched === null ? "organisations" : orderingOf("organisations", searched.search);
  const ordering = `${prefix} by ${order.field} ${order.direction}`;
  const some = searched === null ? null : Int32Array.from(searched.found, ({ node }) => node);

  let listing: Listing<OrganisationId>;
  if (order.field === "NAME") {
    const { items, places } = organisations.byName;
    const nodes = some === null ? items : some.sort((a, b) => places[a] - places[b]);
    listing = listingOf(state, { ordering, nodes, marks, parts: ["text", "text"] }, (node) => [
      organisations.nameOf(node),
      organisations.idOf(node),
    ]);
  } else {
    const { places } = organisations.byId;
    const countOf = (node: number): number => projection.partnerCountOf(node);
    const nodes =
      some === null
        ? state.byPartnerCount()
        : some.sort((a, b) => countOf(a) - countOf(b) || places[a] - places[b]);
    listing = listingOf(state, { ordering, nodes, marks, parts: ["number", "text"] }, (node) => [
      countOf(node),
      organisations.idOf(node),
    ]);
  }
  return order.direction === "ASC" ? listing : reversed(listing);
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
  const sorted = found.toSorted((a, b) => a.tier - b.tier || places[a.node] - places[b.node]);
  const nodes = Int32Array.from(sorted, ({ node }) => node);
  const ordering = orderingOf("organisations", search);
  return listingOf(state, { ordering, nodes, marks, parts: ["number", "text", "text"] }, (node, position) => [
    sorted[position].tier,
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
