import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { OrganisationFilter } from "../../src/domain/filter.js";
import type { PageRequest } from "../../src/domain/page.js";
import { networkOf, type MemoryNetwork } from "../../src/network/memory-network.js";
import type { OrganisationOrder } from "../../src/network/organisation-list.js";
import { holds, walk } from "./agreement.js";
import { Plain } from "./plain.js";
import {
  arbitraryKinds,
  arbitraryRecords,
  arbitraryRegions,
  arbitrarySearch,
  arbitrarySectors,
  code,
  drawn,
  idOf,
  organisation,
  partnership,
  records,
  someRegions,
  wholeList,
} from "./records.js";

const anyone: OrganisationFilter = { kinds: null, regions: null, sectors: null, hasPartners: null };
const firstOnes = (first: number): PageRequest => ({ ...wholeList, first });

function names(
  network: MemoryNetwork,
  search: string | null,
  rest: Partial<OrganisationFilter> = {},
): string[] {
  const { rows } = network.listOrganisations({
    search,
    where: { ...anyone, ...rest },
    order: null,
    page: wholeList,
  });
  return rows.map(({ item }) => network.organisationOf(item)?.name ?? "");
}

const arbitraryOrder = fc.constantFrom<OrganisationOrder | null>(
  null,
  { field: "NAME", direction: "ASC" },
  { field: "NAME", direction: "DESC" },
  { field: "PARTNER_COUNT", direction: "ASC" },
  { field: "PARTNER_COUNT", direction: "DESC" },
);

test("listOrganisations() agrees with filtering and sorting everything, page by page from either end", () => {
  const question = fc.record({
    drawnRecords: arbitraryRecords,
    search: fc.option(arbitrarySearch, { freq: 1 }),
    kinds: arbitraryKinds,
    regions: arbitraryRegions,
    sectors: arbitrarySectors,
    hasPartners: fc.constantFrom(null, null, true, false),
    order: arbitraryOrder,
    size: fc.integer({ min: 1, max: 6 }),
    backwards: fc.boolean(),
  });
  holds(question, ({ drawnRecords, search, order, size, backwards, ...where }) => {
    const network = networkOf(drawnRecords);
    const list = (page: PageRequest) => network.listOrganisations({ search, where, order, page });
    expect(walk(list, size, backwards)).toEqual(
      new Plain(drawnRecords).listOrganisations(search, where, order),
    );
  });
});

test("listOrganisations() sorts by the folded name, then by id", () => {
  const network = networkOf(
    records({
      organisations: [
        organisation("1", { name: "Zwolle" }),
        organisation("2", { name: "École" }),
        organisation("3", { name: "eclair" }),
        organisation("4", { name: "ECOLE" }),
        organisation("5", { name: "\u{1f600} first beyond the basic plane" }),
        organisation("6", { name: "ﬀ" }),
        organisation("7", { name: "\uffee last within it" }),
      ],
    }),
  );
  const twins = [idOf("2"), idOf("4")].sort().map((id) => network.organisationOf(id)?.name);
  expect(names(network, null)).toEqual([
    "eclair",
    ...twins,
    "ﬀ",
    "Zwolle",
    "\uffee last within it",
    "\u{1f600} first beyond the basic plane",
  ]);
});

test("listOrganisations() puts an equal identifier first, then equal names, beginnings, whole words and the rest", () => {
  const network = networkOf(
    records({
      organisations: [
        organisation("a", { name: "Oostvoorne van den Berg" }),
        organisation("b", { name: "Berg van Oost" }),
        organisation("c", { name: "Van Oost-Brabant" }),
        organisation("d", { name: "van oost" }),
        organisation("e", { name: "VAN, Óost!" }),
        organisation("f", { name: "Museum", identifiers: ["kvk:van oost"] }),
        organisation("g", { name: "Vanille" }),
      ],
    }),
  );
  const ties = [idOf("d"), idOf("e")].map((id) => network.organisationOf(id)?.name ?? "");
  expect(names(network, " Van Oost ").slice(0, 2).sort()).toEqual([...ties].sort());
  expect(names(network, "van oost")).toEqual([
    "Museum",
    "van oost",
    "VAN, Óost!",
    "Van Oost-Brabant",
    "Berg van Oost",
    "Oostvoorne van den Berg",
  ]);
});

test("listOrganisations() finds an identifier by its value or whole, colons in it included, and nothing for no words", () => {
  const network = networkOf(
    records({
      organisations: [organisation("a", { identifiers: ["url:https://example.org", "kvk:12345678"] })],
    }),
  );
  expect(names(network, "https://example.org")).toEqual(["a"]);
  expect(names(network, "12345678")).toEqual(["a"]);
  expect(names(network, "1234567")).toEqual([]);
  expect(names(network, "kvk:12345678")).toEqual(["a"]);
  expect(names(network, "url:https://example.org")).toEqual(["a"]);
  expect(names(network, "kvk:1234567")).toEqual([]);
  expect(names(network, ":12345678")).toEqual([]);
  expect(names(network, "!?")).toEqual([]);
  expect(names(network, "")).toEqual([]);
});

test("listOrganisations() takes a region to hold all within it, and an empty list to let nothing pass", () => {
  const network = networkOf(
    records({
      regions: someRegions,
      organisations: [
        organisation("in X", { region: code("X") }),
        organisation("in Y", { region: code("Y") }),
        organisation("nowhere"),
      ],
    }),
  );
  expect(names(network, null, { regions: [code("C1")] })).toEqual(["in X"]);
  expect(names(network, null, { regions: [code("A1")] })).toEqual(["in X", "in Y"]);
  expect(names(network, null, { regions: [] })).toEqual([]);
});

test("listOrganisations() goes on where it was, though rows before and after have come and gone", () => {
  const all = ["b", "d", "f", "h"].map((key) => organisation(key));
  const before = networkOf(records({ organisations: all }));
  const list = (network: MemoryNetwork, page: PageRequest) =>
    network.listOrganisations({ search: null, where: anyone, order: null, page });
  const page = list(before, firstOnes(2));
  const after = networkOf(
    records({ organisations: [organisation("a"), organisation("c"), organisation("e"), ...all.slice(2)] }),
  );
  const rest = list(after, { ...firstOnes(10), after: page.rows[1].keyset });
  expect(rest.rows.map(({ item }) => item)).toEqual([idOf("e"), idOf("f"), idOf("h")]);
  expect(rest.hasPrevious).toBe(true);
  expect(rest.hasNext).toBe(false);
});

test("listOrganisations() reads the rows between two bounds", () => {
  const network = networkOf(drawn("a b c d e f"));
  const list = (page: PageRequest) =>
    network.listOrganisations({ search: null, where: anyone, order: null, page });
  const { rows } = list(wholeList);
  const between = { ...wholeList, after: rows[0].keyset, before: rows[4].keyset };
  expect(list({ ...between, first: 2 })).toMatchObject({
    rows: [{ item: idOf("b") }, { item: idOf("c") }],
    hasNext: true,
    hasPrevious: true,
  });
  expect(list({ ...between, first: null, last: 2 }).rows.map(({ item }) => item)).toEqual([
    idOf("c"),
    idOf("d"),
  ]);
  const crossed = { ...wholeList, after: rows[4].keyset, before: rows[0].keyset };
  expect(list(crossed).rows).toEqual([]);
});

test("listOrganisations() refuses to continue from a keyset of another order, another search or no list at all", () => {
  const network = networkOf(drawn("a b"));
  const ask = (search: string | null, order: OrganisationOrder | null, page: PageRequest) =>
    network.listOrganisations({ search, where: anyone, order, page });
  const { keyset } = ask(null, null, firstOnes(1)).rows[0];
  const found = ask("a", null, firstOnes(1)).rows[0];
  const refused = (search: string | null, order: OrganisationOrder | null, after: typeof keyset) =>
    expect(() => ask(search, order, { ...wholeList, after })).toThrow(
      expect.objectContaining({
        code: "BAD_USER_INPUT",
        message: expect.stringMatching(/^Cannot continue the list of /),
      }),
    );
  refused(null, { field: "NAME", direction: "DESC" }, keyset);
  refused(null, { field: "PARTNER_COUNT", direction: "ASC" }, keyset);
  refused("a", null, keyset);
  refused("b", null, found.keyset);
  refused("a", { field: "NAME", direction: "ASC" }, found.keyset);
  refused(null, null, found.keyset);
  refused(null, null, { ...keyset, key: [] });
  refused(null, null, { ...keyset, key: [1, 2] });
  expect(ask(null, { field: "NAME", direction: "ASC" }, { ...wholeList, after: keyset }).rows).toHaveLength(
    1,
  );
});

test("listOrganisations() counts partners over all time, once each, beyond 200 parties those linked alone", () => {
  const many = Array.from({ length: 201 }, (_, i) => `p${i}`);
  const network = networkOf(
    records({
      organisations: [...many, "x", "y", "alone"].map((key) => organisation(key)),
      partnerships: [
        partnership("large", `${many.slice(0, 200).join(" ")} p200/COORDINATOR`),
        partnership("ended", "x y"),
        partnership("again", "x y p0"),
      ],
    }),
  );
  const counts = ["p200", "p0", "p1", "x", "alone"].map((key) => network.partnerCountOf(idOf(key)));
  expect(counts).toEqual([200, 3, 1, 2, 0]);
  expect(names(network, null, { hasPartners: false })).toEqual(["alone"]);
  const top = network.listOrganisations({
    search: null,
    where: anyone,
    order: { field: "PARTNER_COUNT", direction: "DESC" },
    page: firstOnes(2),
  });
  expect(top.rows.map(({ item }) => item)).toEqual([idOf("p200"), idOf("p0")]);
});
