import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { operator } from "../../../src/domain/access.js";
import { gapKinds, type Gap, type GapKind } from "../../../src/domain/gap.js";
import { partnershipIdFrom } from "../../../src/domain/ids.js";
import { linkRankers } from "../../../src/domain/ranker.js";
import { openNetwork, type FollowedNetwork } from "../../../src/network/network.js";
import { createServices, type FindGaps, type Services } from "../../../src/service/services.js";
import { openNeo4jStore } from "../../../src/store/neo4j/adapter.js";
import type { Store } from "../../../src/store/store.js";
import { firstRows, openTestServices, organisationIdOf, type TestServices } from "../../support/make.js";
import { type Claim, claimNeo4j, claimTimeout, clearNeo4j } from "../../support/neo4j/claim.js";
import { asOf, planted, plantedNorms } from "./planted.js";

let opened: TestServices;

beforeEach(async () => {
  opened = await openTestServices(planted, plantedNorms);
});

afterEach(() => opened.close());

function find(question: Partial<FindGaps> = {}, services: Services = opened.services) {
  const page = firstRows(500);
  return services.findGaps(operator, { region: "R", asOf, ranker: "ADAMIC_ADAR", page, ...question });
}

async function gapsOf<K extends GapKind>(kind: K): Promise<Extract<Gap, { kind: K }>[]> {
  const { rows } = await find({ kinds: [kind] });
  return rows.map(({ item }) => item as unknown as Extract<Gap, { kind: K }>);
}

function idsOf(...names: string[]) {
  return names.map(organisationIdOf).sort();
}

const subject = (gap: Gap): string =>
  gap.organisations
    .map((id) => opened.services.organisationOf(id)!.name)
    .sort()
    .join(" ");

// ---- every kind is found, none is invented

test("missing links are the pairs that share a partner and were never together", async () => {
  const gaps = await gapsOf("MISSING_LINK");
  expect(gaps.map(subject).sort()).toEqual([
    "academy firm",
    "academy school",
    "academy town",
    "academy workshop",
    "alone hub",
    "alone school",
    "alone town",
    "clinic town",
    "firm workshop",
    "school workshop",
    "town workshop",
  ]);
});

test("isolated is who has no active partnership", async () => {
  const gaps = await gapsOf("ISOLATED_ORGANISATION");
  expect(gaps.map(subject)).toEqual(["alone"]);
  expect(gaps[0]).toMatchObject({
    lastActive: "2025-06-30",
    score: 3,
    reasons: [
      { code: "NO_ACTIVE_PARTNERSHIP", value: 1, partnerships: [partnershipIdFrom("test:firm-alone")] },
      { code: "OTHERS_IN_SECTORS", value: 3, region: "R" },
    ],
  });
});

test("the isolated are scored by the new partners that the fitted ranker expects of them", async () => {
  const [{ item }] = (await find({ kinds: ["ISOLATED_ORGANISATION"], ranker: "FITTED" })).rows;
  const { region, where } = item.question;
  const [expected] = await opened.network.network.expectedPartnersOf({
    of: [organisationIdOf("alone")],
    region,
    where,
    asOf,
  });
  expect(expected).toBeGreaterThan(0);
  expect(item.score).toBe(expected);
  expect(item.reasons[1]).toMatchObject({ code: "EXPECTED_PARTNERS", value: expected, region: "R" });
});

test("a split network is a group of two or more beside the largest", async () => {
  const gaps = await gapsOf("SPLIT_NETWORK");
  expect(gaps).toHaveLength(1);
  expect(gaps[0]).toMatchObject({
    organisations: idsOf("nurse", "clinic"),
    score: 2,
    groupSize: 2,
    largestGroupSize: 6,
    tiedOutside: true,
    reasons: [{ code: "GROUP_APART", value: 2 }],
  });
});

test("a single point of failure is what two or more others hang by", async () => {
  const gaps = await gapsOf("SINGLE_POINT_OF_FAILURE");
  expect(gaps).toHaveLength(1);
  expect(gaps[0]).toMatchObject({
    organisation: organisationIdOf("hub"),
    partnership: null,
    organisations: idsOf("hub"),
    score: 2,
    cutsOff: idsOf("academy", "workshop"),
    reasons: [{ code: "CUTS_OFF", value: 2 }],
  });
});

test("a partnership is a single point of failure with all its links", async () => {
  await opened.services.removePartnership(operator, { ref: "test:core-again" });
  const gaps = await gapsOf("SINGLE_POINT_OF_FAILURE");
  const partnership = gaps.find((gap) => gap.partnership !== null)!;
  // The hub keeps academy and workshop: school, firm and town come apart, each from all the others.
  expect(partnership).toMatchObject({
    organisation: null,
    partnership: partnershipIdFrom("test:core"),
    score: 3,
  });
  expect(partnership.organisations.toSorted()).toEqual(idsOf("school", "firm", "town", "hub"));
  expect(partnership.cutsOff.toSorted()).toEqual(idsOf("school", "firm", "town"));
});

test("a missing kind is told once a sector, with all kinds that miss", async () => {
  const gaps = await gapsOf("MISSING_KIND");
  expect(gaps).toHaveLength(1);
  expect(gaps[0]).toMatchObject({ sector: "x:care", missing: ["COMPANY", "GOVERNMENT"], score: 2 });
  expect(gaps[0].organisations.toSorted()).toEqual(idsOf("nurse", "clinic"));
  expect(gaps[0].reasons).toMatchObject([
    { code: "KIND_ABSENT", value: 2, organisationKind: "COMPANY" },
    { code: "KIND_ABSENT", value: 2, organisationKind: "GOVERNMENT" },
  ]);
});

test("a dormant partnership is one that ended and that nothing follows", async () => {
  const gaps = await gapsOf("DORMANT_PARTNERSHIP");
  expect(gaps).toHaveLength(1);
  expect(gaps[0]).toMatchObject({
    partnership: partnershipIdFrom("test:firm-alone"),
    endedOn: "2025-07-01",
    reasons: [{ code: "ENDED", value: 184 }],
  });
  expect(gaps[0].score).toBeCloseTo(0.5 ** (184 / 365.25), 12);
});

test("an unmet norm is told of each whom it judges and who lacks what it expects", async () => {
  const gaps = await gapsOf("UNMET_NORM");
  expect(gaps.map(subject).sort()).toEqual(["academy", "nurse"]);
  for (const gap of gaps)
    expect(gap).toMatchObject({
      norm: plantedNorms[0],
      judgedRegion: null,
      score: 1,
      expected: 1,
      observed: 0,
      reasons: [{ code: "NORM_NOT_MET", value: 1 }],
    });
});

// ---- what is suggested mends it

test.each(gapKinds)("recording what is suggested for a gap of kind %s mends it", async (kind) => {
  const { services } = opened;
  const [gap] = await gapsOf(kind);
  await services.recordPartnership(operator, {
    parties: gap.suggestions[0].organisations.map((organisation) => ({ organisation, role: "PARTICIPANT" })),
  });
  const left = await gapsOf(kind);
  expect(left.map(({ id }) => id)).not.toContain(gap.id);
  expect(await services.findGap(operator, gap.id)).toBeNull();
});

// ---- the list

test("findGap() refetches a gap of every kind", async () => {
  const { rows } = await find();
  expect(new Set(rows.map(({ item }) => item.kind))).toEqual(new Set(gapKinds));
  for (const { item } of rows) expect(await opened.services.findGap(operator, item.id)).toEqual(item);
});

test("findGaps() with firstPerKind lists the first of each kind, and counts all", async () => {
  const all = await find();
  const some = await find({ firstPerKind: 1 });
  expect(some.rows.map(({ item }) => item.kind)).toEqual(gapKinds);
  expect(some.count()).toBe(all.count());
  expect(some.countsByKind()).toEqual(all.countsByKind());
  await expect(find({ firstPerKind: 0 })).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
});

test("findOrganisationGaps() keeps to the gaps that concern it, of its own region", async () => {
  const { services } = opened;
  const kinds = ["SPLIT_NETWORK", "SINGLE_POINT_OF_FAILURE"] as const;
  const ask = (name: string, region: string | null) =>
    services.findOrganisationGaps(operator, {
      organisation: organisationIdOf(name),
      region: region as Gap["question"]["region"] | null,
      kinds,
      page: firstRows(10),
    });
  const hub = await ask("hub", "GM1");
  expect(hub.rows.map(({ item }) => item.kind)).toEqual(["SINGLE_POINT_OF_FAILURE"]);
  expect(hub.countsByKind()).toEqual([
    { kind: "SPLIT_NETWORK", count: 0 },
    { kind: "SINGLE_POINT_OF_FAILURE", count: 1 },
  ]);
  expect((await ask("clinic", "GM1")).rows.map(({ item }) => item.kind)).toEqual(["SPLIT_NETWORK"]);
  expect((await ask("far", null)).rows).toEqual([]);
});

test("a gap says in its id by which ranker it was ranked, where that is not the default", async () => {
  const ranked = await find({ kinds: ["MISSING_LINK"], ranker: "RESOURCE_ALLOCATION" });
  const usual = await find({ kinds: ["MISSING_LINK"], ranker: null });
  const fitted = await find({ kinds: ["MISSING_LINK"], ranker: "FITTED" });
  const idsIn = ({ rows }: typeof ranked) => rows.map(({ item }) => item.id);
  expect(idsIn(usual)).toEqual(idsIn(fitted));
  expect(idsIn(usual).some((id) => idsIn(ranked).includes(id))).toBe(false);
  const [{ item }] = ranked.rows;
  expect(await opened.services.findGap(operator, item.id)).toEqual(item);
});

// ---- both stores

const lane = process.env.SCHAKEL_TEST_NEO4J_URL ? describe : describe.skip;

lane("neo4j", () => {
  let claim: Claim;
  let store: Store;
  let network: FollowedNetwork;
  let overNeo4j: Services;

  beforeAll(async () => {
    claim = (await claimNeo4j())!;
    await clearNeo4j(claim);
    store = await openNeo4jStore(claim);
    const at = "2026-01-01T00:00:00Z";
    await store.write({ id: "planted", basis: 0, operation: "test", actor: "test", at, put: planted });
    network = await openNetwork(store);
    const parts = { store, network, timeZone: "Europe/Amsterdam", version: "0.0.0", norms: plantedNorms };
    overNeo4j = createServices(parts);
  }, claimTimeout);

  afterAll(async () => {
    await network.close();
    await store.close();
    await clearNeo4j(claim);
    await claim.release();
  });

  async function gapsOver(services: Services, question: Partial<FindGaps> = {}) {
    return (await find(question, services)).rows.map(({ item }) => item);
  }

  test.each(linkRankers)("gaps of every kind over Neo4j are those over SQLite, by %s", async (ranker) => {
    const gaps = await gapsOver(overNeo4j, { ranker });
    expect(new Set(gaps.map(({ kind }) => kind))).toEqual(new Set(gapKinds));
    expect(gaps).toEqual(await gapsOver(opened.services, { ranker }));
  });

  test.each(gapKinds)("what is suggested for a gap of kind %s mends it over Neo4j too", async (kind) => {
    const [gap] = await gapsOver(overNeo4j, { kinds: [kind] });
    const [{ organisations }] = gap.suggestions;
    const parties = organisations.map((organisation) => ({ organisation, role: "PARTICIPANT" }) as const);
    for (const services of [overNeo4j, opened.services]) {
      await services.recordPartnership(operator, { identifiers: ["test:suggested"], parties });
      expect(await services.findGap(operator, gap.id)).toBeNull();
    }
    expect(await gapsOver(overNeo4j)).toEqual(await gapsOver(opened.services));
    await overNeo4j.removePartnership(operator, { ref: "test:suggested" });
    expect(await overNeo4j.findGap(operator, gap.id)).toEqual({ ...gap, decision: null });
  });
});
