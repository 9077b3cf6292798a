import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { kilometresBetween } from "../../src/domain/distance.js";
import { noFilter } from "../../src/domain/filter.js";
import { networkOf } from "../../src/network/memory-network.js";
import { holds } from "./agreement.js";
import { code, idOf, organisation, records, region, where } from "./records.js";

const keys = ["a", "b", "c", "d", "e", "f", "g", "h"];

const someLocation = fc.option(
  fc.record({
    latitude: fc.constantFrom(52, 52.001, 52.01, 52.3, 53, -33),
    longitude: fc.constantFrom(4.6, 4.61, 5, 151),
    postcode: fc.constant(null),
  }),
);
const somePlaces = fc.array(
  fc.record({
    location: someLocation,
    kind: fc.constantFrom("COMPANY" as const, "OTHER" as const),
    here: fc.boolean(),
  }),
  { minLength: keys.length, maxLength: keys.length },
);

test("nearestOrganisations() agrees with measuring every distance", () => {
  const question = fc.record({
    places: somePlaces,
    to: fc.subarray(keys, { minLength: 1 }),
    limit: fc.integer({ min: 1, max: 4 }),
    without: fc.option(fc.constantFrom(...keys)),
  });
  holds(question, ({ places, to, limit, without }) => {
    const organisations = places.map(({ location, kind, here }, i) =>
      organisation(keys[i], { location, kind, region: here ? code("R") : null }),
    );
    const filter = where({ without: without === null ? null : [idOf(without)] });
    const found = networkOf(records({ regions: [region("R")], organisations })).nearestOrganisations({
      kind: "COMPANY",
      to: to.map(idOf),
      region: code("R"),
      where: filter,
      limit,
    });

    const all = organisations
      .filter(({ id, kind }) => kind === "COMPANY" && !filter.without?.includes(id))
      .flatMap((one) => {
        const others = organisations.filter(({ id }) => to.map(idOf).includes(id) && id !== one.id);
        const distances = others.map(({ location }) => kilometresBetween(one.location, location) ?? Infinity);
        const tier = one.region === null ? 1 : 0;
        return others.length === 0 ? [] : [{ id: one.id, tier, distance: Math.min(...distances) }];
      })
      .sort((a, b) => a.tier - b.tier || compare(a.distance, b.distance) || (a.id < b.id ? -1 : 1));
    expect(found.map(({ organisation: id, distance }) => [id, distance])).toEqual(
      all.slice(0, limit).map(({ id, distance }) => [id, distance === Infinity ? null : distance]),
    );
    for (const { organisation: id, nearTo, distance } of found) {
      expect(to.map(idOf)).toContain(nearTo);
      expect(nearTo).not.toBe(id);
      const [one, other] = [id, nearTo].map((of) => organisations.find((some) => some.id === of)!);
      if (distance !== null) expect(kilometresBetween(one.location, other.location)).toBe(distance);
    }
  });
});

/** Infinities are equal. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

test("nearestOrganisations() finds nobody where nobody is of the kind", () => {
  const organisations = [organisation("a"), organisation("b")];
  const network = networkOf(records({ regions: [region("R")], organisations }));
  const asked = { to: [idOf("a")], region: code("R"), where: noFilter, limit: 3 };
  expect(network.nearestOrganisations({ ...asked, kind: "GOVERNMENT" })).toEqual([]);
  expect(network.nearestOrganisations({ ...asked, kind: "OTHER" })).toEqual([
    { organisation: idOf("b"), nearTo: idOf("a"), distance: null },
  ]);
});
