import { afterEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import { operator } from "../../../src/domain/access.js";
import type { CalendarDate } from "../../../src/domain/calendar-date.js";
import type { NoPath, Relaxation } from "../../../src/domain/path.js";
import { partnershipKinds, type PartnershipKind } from "../../../src/domain/partnership.js";
import type { FollowerOptions } from "../../../src/network/network.js";
import type { FindPaths } from "../../../src/service/services.js";
import {
  makeOrganisation,
  makePartnership,
  makeRegion,
  makeSector,
  openTestServices,
  organisationIdOf,
  type TestServices,
} from "../../support/make.js";

const opened: TestServices[] = [];
const day = (text: string): CalendarDate => text as CalendarDate;

afterEach(async () => {
  for (const services of opened.splice(0)) await services.close();
});

/** A service in which each line of a drawing, `a b PROJECT`, is a partnership; `a` alone an organisation. */
async function open(
  drawing: string,
  organisations: Readonly<Record<string, object>> = {},
  options: FollowerOptions = {},
) {
  const lines = drawing.trim().split(/\s*\n\s*/);
  const words = lines.map((line) => line.split(" "));
  const isKind = (word: string): word is PartnershipKind => partnershipKinds.some((kind) => kind === word);
  const values = [...new Set(words.flat().filter((word) => !isKind(word)))];
  const records = {
    region: [makeRegion("R"), makeRegion("S")],
    sector: [makeSector("x:1", "One")],
    organisation: values.map((value) => makeOrganisation(value, organisations[value])),
    partnership: words
      .filter((line) => line.length > 1)
      .map((line, i) => {
        const parties = line.filter((word) => !isKind(word));
        const kind = line.find(isKind) ?? "PROJECT";
        return makePartnership(`p${i}`, parties, {
          kind,
          since: day("2020-01-01"),
          until: day("2026-01-01"),
        });
      }),
  };
  const services = await openTestServices(records, [], options);
  opened.push(services);
  return services;
}

async function noPath({ services }: TestServices, question: Partial<FindPaths>): Promise<NoPath> {
  const asked = { from: ["test:a"], to: ["test:z"], maxHops: 6, ...question };
  const answer = await services.findPaths(operator, asked);
  if (answer.kind === "paths") throw new Error("There is a path");
  return answer;
}

async function relaxations(service: TestServices, question: Partial<FindPaths>): Promise<Relaxation[]> {
  return service.services.relax(operator, await noPath(service, question));
}

const ids = (...values: string[]) => values.map(organisationIdOf);

test("relax() drops each condition that alone stands in the way, with the best path then", async () => {
  const service = await open("a b\nb z VISIT\na c\nc z");
  const found = await relaxations(service, {
    where: { partnershipKinds: ["PLACEMENT"], minStrength: 3, activeOn: day("2021-01-01") },
  });
  expect(found).toMatchObject([
    { changes: ["DROP_CONDITION"], filterFields: ["partnershipKinds"], maxHops: null, path: { cost: 6 } },
  ]);
  expect([ids("a", "b", "z"), ids("a", "c", "z")]).toContainEqual(found[0].path.organisations);
});

test("relax() drops two conditions where no one alone stands in the way", async () => {
  const service = await open("a b\nb z VISIT");
  const where = { partnershipKinds: ["PROJECT"], activeOn: day("2030-01-01"), maxParties: 2 } as const;
  expect(await relaxations(service, { where })).toMatchObject([
    { changes: ["DROP_CONDITION"], filterFields: ["partnershipKinds", "activeOn"] },
  ]);
});

test("relax() allows as many hops as it takes, and ranks as asked among those", async () => {
  const service = await open("a b\nb c\nc z\na d\nd e\ne f\nf z");
  expect(await relaxations(service, { maxHops: 1, rankBy: "COST" })).toMatchObject([
    {
      changes: ["RAISE_MAX_HOPS"],
      filterFields: [],
      maxHops: 3,
      path: { organisations: ids("a", "b", "c", "z") },
    },
  ]);
});

test("relax() drops what was to be passed", async () => {
  const service = await open("a b\nb z\nb c");
  expect(await relaxations(service, { via: ["test:c"] })).toMatchObject([
    { changes: ["DROP_VIA"], path: { organisations: ids("a", "b", "z") } },
  ]);
});

/** Changes a question as a relaxation says. */
function changed(
  question: Partial<FindPaths>,
  { changes, filterFields, maxHops }: Relaxation,
): Partial<FindPaths> {
  const dropped = Object.fromEntries(filterFields.map((field) => [field, null]));
  return {
    ...question,
    where: { ...question.where, ...dropped },
    via: changes.includes("DROP_VIA") ? null : question.via,
    maxHops: maxHops ?? question.maxHops,
  };
}

test("relax() puts two changes of different kinds together where no one alone gives a path", async () => {
  const service = await open("a b\nb c\nc z VISIT\nb d");
  const where = { partnershipKinds: ["PROJECT" as const] };
  expect(await relaxations(service, { where, maxHops: 2 })).toMatchObject([
    { changes: ["DROP_CONDITION", "RAISE_MAX_HOPS"], filterFields: ["partnershipKinds"], maxHops: 3 },
  ]);
  expect(await relaxations(service, { where, via: ["test:d"] })).toMatchObject([
    { changes: ["DROP_CONDITION", "DROP_VIA"], filterFields: ["partnershipKinds"], maxHops: null },
  ]);
  expect(await relaxations(service, { maxHops: 2, via: ["test:d"] })).toMatchObject([
    { changes: ["RAISE_MAX_HOPS", "DROP_VIA"], filterFields: [], maxHops: 3 },
  ]);
  expect(await relaxations(service, { where, maxHops: 2, via: ["test:d"] })).toEqual([]);
});

test("relax() offers changes of which each, asked again, gives the very path, and none that a smaller one makes needless", async () => {
  const values = ["a", "b", "c", "d", "e", "z"];
  const kinds = ["PROJECT", "VISIT", "MEETING"] as const;
  const pair = fc.uniqueArray(fc.constantFrom(...values), { minLength: 2, maxLength: 3 });
  const question = fc.record({
    drawing: fc.array(fc.tuple(pair, fc.constantFrom(...kinds)), { minLength: 4, maxLength: 9 }),
    maxHops: fc.integer({ min: 1, max: 2 }),
    via: fc.oneof(fc.constant([]), fc.constantFrom(["b"], ["c", "d"])),
    where: fc.record({
      partnershipKinds: fc.option(fc.subarray([...kinds], { minLength: 1 })),
      without: fc.option(fc.subarray(["test:b", "test:c"], { minLength: 1 })),
      maxParties: fc.option(fc.constant(2)),
    }),
    rankBy: fc.constantFrom("HOPS" as const, "COST" as const),
  });
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(question, async ({ drawing, via, ...rest }) => {
      const lines = drawing.map(([parties, kind]) => [...parties, kind].join(" "));
      const service = await open([...values, ...lines].join("\n"));
      const asked = {
        from: ["test:a"],
        to: ["test:z"],
        via: via.length === 0 ? null : via.map((value) => `test:${value}`),
        ...rest,
      };
      const answer = await service.services.findPaths(operator, asked);
      if (answer.kind === "paths") return;
      const offered = await service.services.relax(operator, answer);
      for (const relaxation of offered) {
        const again = await service.services.findPaths(operator, { ...asked, ...changed(asked, relaxation) });
        expect(again).toMatchObject({ kind: "paths", paths: [relaxation.path] });
        const key = [...relaxation.changes, relaxation.filterFields.length].join(" ");
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
      const isMixed = offered.map(({ changes }) => changes.length > 1);
      expect(new Set(isMixed).size).toBeLessThan(2);
    }),
    { numRuns: 60 },
  );
  expect(seen.size).toBeGreaterThan(3);
});

test("relax() has nothing to offer where no such change gives a path", async () => {
  const apart = await open("a b\nz y");
  expect(await relaxations(apart, { where: { minStrength: 5 }, maxHops: 3 })).toEqual([]);
  const far = await open("a b\nb c\nc d\nd e\ne f\nf g\ng h\nh i\ni z");
  expect(await relaxations(far, { maxHops: 8 })).toEqual([]);
});

test("relax() ends with what it found where a later change takes longer than there is time for", async () => {
  // Among consortia, layer by layer, ways are without number; only the same two know v and w, so that none passes both.
  const layer = (i: number) => Array.from({ length: 50 }, (_, j) => `n${i}.${j}`).join(" ");
  const consortia = [
    `a ${layer(0)} ${layer(1)}`,
    `${layer(1)} ${layer(2)}`,
    `${layer(2)} ${layer(3)}`,
    `${layer(3)} ${layer(4)} z`,
  ];
  const pairs = ["v n2.0", "v n3.0", "w n2.0", "w n3.0", "a v VISIT", "v w VISIT", "w z VISIT"];
  const drawing = [...consortia, ...pairs].join("\n");
  const asked = {
    where: { partnershipKinds: ["PROJECT" as const], maxParties: 2 },
    via: ["test:v", "test:w"],
    maxHops: 8,
  };
  const inTime = await open(drawing);
  const changes = await relaxations(inTime, asked);
  expect(changes).toMatchObject([
    { filterFields: ["partnershipKinds"], path: { organisations: ids("a", "v", "w", "z") } },
  ]);
  const late = await open(drawing, {}, { heavyWork: { deadline: 0 } });
  expect(await relaxations(late, asked)).toMatchObject([{ filterFields: ["partnershipKinds"] }]);
  // A question of which the search took all the time.
  expect(await inTime.services.relax(operator, await noPath(inTime, asked), 0)).toEqual([]);
});

test("suggestPartnerships() ranks those who share partners and lie near each other first, and says so", async () => {
  const at = (latitude: number, region: string) => ({
    region: makeRegion(region).code,
    location: { latitude, longitude: 5, postcode: null },
  });
  const service = await open("a b\nb c\nz y\ny x", {
    c: { ...at(52, "R"), sectors: [makeSector("x:1", "").code] },
    x: { ...at(52.01, "R"), sectors: [makeSector("x:1", "").code] },
    y: at(50, "S"),
  });
  const [best, ...others] = await service.services.suggestPartnerships(operator, await noPath(service, {}));
  expect(best.organisations).toEqual(ids("c", "x"));
  expect(best.reasons.map(({ code }) => code)).toEqual(["SAME_REGION", "SAME_SECTOR", "NEAR"]);
  for (const { score } of others) expect(score).toBeLessThan(best.score);
});

test("suggestPartnerships() counts partners that the two share, in whatever period", async () => {
  const service = await open("a m\nm z VISIT\na n\nn z VISIT");
  const answer = await noPath(service, { where: { partnershipKinds: ["PROJECT"] } });
  const [best] = await service.services.suggestPartnerships(operator, answer);
  expect(best).toMatchObject({
    organisations: ids("a", "z"),
    reasons: [{ code: "SHARED_PARTNERS", value: 2, organisations: ids("m", "n").sort() }],
  });
});

test("suggestPartnerships() has none where no hop is allowed, and where what is to be passed may not be passed", async () => {
  const service = await open("a b\nz y\nb c");
  const suggested = async (question: Partial<FindPaths>) =>
    service.services.suggestPartnerships(operator, await noPath(service, question));
  expect(await suggested({ maxHops: 0 })).toEqual([]);
  expect(await suggested({ via: ["test:c"], where: { without: ["test:c"] } })).toEqual([]);
});

test("suggestPartnerships() has none where there is no time to find them, and the rest of the answer stands", async () => {
  const hurried = await open("a b\nb c\nz y", {}, { heavyWork: { deadline: 0 } });
  const answer = await noPath(hurried, { via: ["test:b"] });
  expect(answer.reason).toBe("NOT_CONNECTED");
  expect(await hurried.services.suggestPartnerships(operator, answer)).toEqual([]);
  const inTime = await open("a b\nb c\nz y");
  expect(await inTime.services.suggestPartnerships(operator, answer)).not.toEqual([]);
  expect(await inTime.services.suggestPartnerships(operator, answer, 0)).toEqual([]);
});

test("suggestPartnerships() suggests partnerships of which each alone, once recorded, makes a path", async () => {
  const values = ["a", "b", "c", "d", "e", "f", "g", "z"];
  const pair = fc.uniqueArray(fc.constantFrom(...values), { minLength: 2, maxLength: 3 });
  const question = fc.record({
    drawing: fc.array(pair, { minLength: 2, maxLength: 7 }),
    maxHops: fc.integer({ min: 1, max: 6 }),
    via: fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 }),
    without: fc.option(fc.constantFrom("b", "c", "d")),
    rankBy: fc.constantFrom("HOPS" as const, "COST" as const),
  });
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(question, async ({ drawing, via, without, ...rest }) => {
      const service = await open([...values, ...drawing.map((line) => line.join(" "))].join("\n"));
      const asked = {
        from: ["test:a"],
        to: ["test:z"],
        via: via.length === 0 ? null : via.map((value) => `test:${value}`),
        where: {
          partnershipKinds: ["PROJECT" as const],
          without: without === null ? null : [`test:${without}`],
        },
        ...rest,
      };
      const { services } = service;
      const answer = await services.findPaths(operator, asked);
      if (answer.kind === "paths") return;
      for (const { organisations } of await services.suggestPartnerships(operator, answer)) {
        const parties = organisations.map((organisation) => ({ organisation, role: "PARTICIPANT" as const }));
        const { id } = await services.recordPartnership(operator, { kind: "PROJECT", parties });
        expect((await services.findPaths(operator, asked)).kind).toBe("paths");
        await services.removePartnership(operator, { ref: id });
        tried++;
      }
      expect((await services.findPaths(operator, asked)).kind).toBe("no-path");
    }),
    { numRuns: 25 },
  );
  expect(tried).toBeGreaterThan(10);
});
