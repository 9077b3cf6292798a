/** Partnerships in their default order or by how well their titles match, filtered, by pages. */
import type { PartnershipFilter } from "../domain/filter.js";
import type { OrganisationId, PartnershipId } from "../domain/ids.js";
import type { Page, PageRequest } from "../domain/page.js";
import { wordsOf } from "../domain/text-order.js";
import { hyperedgePasses } from "../kernel/filter.js";
import type { TitleMatch } from "../store/store.js";
import { pageOf, type Listing } from "./keyset-page.js";
import { orderingOf, searchFor, tierOf, tiers, type Search } from "./search.js";
import type { State } from "./state.js";

export interface PartnershipListQuestion {
  readonly where: PartnershipFilter;
  /** A search and what the store found for it; matches that the network does not know are passed over. */
  readonly search: { readonly text: string; readonly matches: readonly TitleMatch[] } | null;
  readonly page: PageRequest;
}

export function listPartnerships(
  state: State,
  { where, search, page }: PartnershipListQuestion,
): Page<PartnershipId> {
  const { partnerships } = state.tables;
  const passes = testOf(state, where);
  if (search !== null) return pageOf(byMatch(state, searchFor(search.text), search.matches, passes), page);

  // The partnerships of a party are few; walking all of them in order would not be.
  if (where.parties !== null && where.parties.length > 0) {
    const { places } = partnerships.byDefault;
    const hyperedges = fewestHyperedges(state, where.parties).slice();
    return pageOf(
      inDefaultOrder(
        state,
        hyperedges.sort((a, b) => places[a] - places[b]),
        passes,
      ),
      page,
    );
  }
  return pageOf(inDefaultOrder(state, partnerships.byDefault.items, passes), page);
}

type Test = (hyperedge: number) => boolean;

function testOf({ tables, filters }: State, where: PartnershipFilter): Test {
  const { projection } = tables.partnerships;
  const filter = filters.ofPartnerships(where);
  if (where.parties === null) return (hyperedge) => hyperedgePasses(projection, filter, hyperedge);
  const parties = where.parties.map((id) => tables.organisations.knownNodeOf(id));
  return (hyperedge) =>
    hyperedgePasses(projection, filter, hyperedge) &&
    parties.every((node) => projection.membersOf(hyperedge).includes(node));
}

/** The partnerships of the one of several organisations that has the fewest. Borrowed. */
function fewestHyperedges({ tables }: State, ids: readonly OrganisationId[]): Int32Array {
  return ids
    .map((id) => tables.partnerships.projection.hyperedgesOf(tables.organisations.knownNodeOf(id)))
    .reduce((fewest, hyperedges) => (hyperedges.length < fewest.length ? hyperedges : fewest));
}

function inDefaultOrder({ tables }: State, hyperedges: Int32Array, passes: Test): Listing<PartnershipId> {
  const { partnerships } = tables;
  return {
    ordering: "partnerships",
    parts: ["number descending", "text"],
    length: hyperedges.length,
    passes: (position) => passes(hyperedges[position]),
    itemAt: (position) => partnerships.idOf(hyperedges[position]),
    keyAt: (position) => [
      partnerships.projection.sinceOf(hyperedges[position]),
      partnerships.idOf(hyperedges[position]),
    ],
  };
}

function byMatch(
  state: State,
  search: Search,
  matches: readonly TitleMatch[],
  passes: Test,
): Listing<PartnershipId> {
  const { partnerships } = state.tables;
  const { places } = partnerships.byDefault;
  const found = matches.flatMap(({ id, title, identifierMatches }) => {
    const hyperedge = partnerships.numberOf(id);
    if (hyperedge === null) return [];
    const tier = identifierMatches ? tiers.identifier : tierOf(search, wordsOf(title ?? "").join(" "));
    return [{ hyperedge, tier }];
  });
  found.sort((a, b) => a.tier - b.tier || places[a.hyperedge] - places[b.hyperedge]);
  const listing = inDefaultOrder(
    state,
    Int32Array.from(found, ({ hyperedge }) => hyperedge),
    passes,
  );
  return {
    ...listing,
    ordering: orderingOf("partnerships", search),
    parts: ["number", ...listing.parts],
    keyAt: (position) => [found[position].tier, ...listing.keyAt(position)],
  };
}
