import { afterEach, expect, test } from "@jest/globals";
import type { Viewer } from "../../../src/domain/access.js";
import { operator } from "../../../src/domain/access.js";
import { dateOf, dayOf, today, type CalendarDate } from "../../../src/domain/calendar-date.js";
import type { GapKind } from "../../../src/domain/gap.js";
import type { DecidedGap, GapDecisionKind } from "../../../src/domain/gap-decision.js";
import type { PartnershipId, RegionCode, SectorCode } from "../../../src/domain/ids.js";
import type { OrganisationContent } from "../../../src/domain/organisation.js";
import type { PartnershipContent } from "../../../src/domain/partnership.js";
import { openNetwork } from "../../../src/network/network.js";
import { createServices, type DecideGap, type FindGaps } from "../../../src/service/services.js";
import { openSqliteStore } from "../../../src/store/sqlite/adapter.js";
import {
  firstRows,
  makeOrganisation,
  makePartnership,
  makeRegion,
  openTestServices,
  organisationIdOf,
  type TestServices,
} from "../../support/make.js";

let opened: TestServices;

afterEach(() => opened.close());

async function open(organisations: string[], partnerships: PartnershipContent[]): Promise<void> {
  opened = await openTestServices({
    region: [makeRegion("R"), makeRegion("S")],
    organisation: organisations.map((value) => here(value)),
    partnership: partnerships,
  });
}

function here(value: string, given: Partial<OrganisationContent> = {}): OrganisationContent {
  return makeOrganisation(value, { region: "R" as RegionCode, ...given });
}

async function find(question: Partial<FindGaps> = {}) {
  return opened.services.findGaps(operator, { region: "R", page: firstRows(500), ...question });
}

async function gapsOf(question: Partial<FindGaps> = {}): Promise<DecidedGap[]> {
  return (await find(question)).rows.map(({ item }) => item);
}

async function gapOf(kind: GapKind, question: Partial<FindGaps> = {}): Promise<DecidedGap> {
  const [gap] = await gapsOf({ kinds: [kind], ...question });
  if (gap === undefined) throw new Error(`There is no ${kind}`);
  return gap;
}

function decide(
  gap: string,
  decision: GapDecisionKind,
  more: Partial<DecideGap> = {},
  viewer: Viewer = operator,
) {
  return opened.services.decideGap(viewer, { gap, decision, ...more });
}

/** Records a partnership and answers its id. */
async function record(value: string, parties: string[], more: object = {}): Promise<PartnershipId> {
  const done = await opened.services.recordPartnership(operator, {
    identifiers: [`test:${value}`],
    parties: parties.map((party) => ({ organisation: `test:${party}`, role: "PARTICIPANT" })),
    ...more,
  });
  return done.id;
}

/** A day before today, which the service knows by the clock. */
function daysAgo(days: number): CalendarDate {
  return dateOf(dayOf(today("Europe/Amsterdam")) - days);
}

/** a alone; b and c together. */
const oneIsolated = () => open(["a", "b", "c"], [makePartnership("bc", ["b", "c"])]);

test("decideGap() keeps who decided what and why, and leaves the gap in the list when it is accepted", async () => {
  await oneIsolated();
  const { id } = await gapOf("ISOLATED_ORGANISATION");

  const done = await decide(id, "ACCEPTED", { note: "Invite in May\nby phone" });

  expect(done).toMatchObject({ id, revision: 2 });
  expect(done.decision).toMatchObject({
    kind: "ACCEPTED",
    note: "Invite in May\nby phone",
    by: "operator",
    closedBy: null,
  });
  expect(Date.parse(done.decision!.at)).toBeGreaterThan(Date.now() - 60_000);
  expect((await gapOf("ISOLATED_ORGANISATION")).decision).toEqual(done.decision);
  expect((await opened.services.findGap(operator, id))?.decision).toEqual(done.decision);
});

test("findGaps() leaves dismissed gaps out unless they are asked for, and counts all", async () => {
  await open(["a", "b", "c", "d"], [makePartnership("cd", ["c", "d"])]);
  const [first, second] = await gapsOf({ kinds: ["ISOLATED_ORGANISATION"] });
  await decide(first.id, "DISMISSED");

  const idsOf = async (decisions?: GapDecisionKind[]) =>
    (await gapsOf({ kinds: ["ISOLATED_ORGANISATION"], decisions })).map(({ id }) => id);
  expect(await idsOf()).toEqual([second.id]);
  expect(await idsOf(["DISMISSED"])).toEqual([first.id]);
  expect(await idsOf(["DISMISSED", "OPEN"])).toEqual([first.id, second.id]);
  expect(await idsOf(["ACCEPTED", "CLOSED"])).toEqual([]);

  const page = await find({ kinds: ["ISOLATED_ORGANISATION"] });
  expect([page.count(), page.countsByKind()]).toEqual([1, [{ kind: "ISOLATED_ORGANISATION", count: 1 }]]);
  expect(page.countsByDecision()).toEqual([
    { decision: "OPEN", count: 1 },
    { decision: "ACCEPTED", count: 0 },
    { decision: "DISMISSED", count: 1 },
    { decision: "CLOSED", count: 0 },
  ]);
  await expect(find({ decisions: [] })).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
});

test("A decision holds for the same kind, region and subject, however they are asked for", async () => {
  await oneIsolated();
  const { id } = await gapOf("ISOLATED_ORGANISATION");
  await decide(id, "DISMISSED", { note: "no" });

  const asOf = "2030-01-01" as CalendarDate;
  for (const question of [
    { asOf },
    { where: { maxParties: 4 } },
    { ranker: "RESOURCE_ALLOCATION" as const },
  ]) {
    expect(await gapsOf({ kinds: ["ISOLATED_ORGANISATION"], ...question })).toEqual([]);
    const gap = await gapOf("ISOLATED_ORGANISATION", { decisions: ["DISMISSED"], ...question });
    expect(gap.decision).toMatchObject({ kind: "DISMISSED", note: "no" });
  }
  // Decided through another of its ids, it is the same decision.
  const later = await gapOf("ISOLATED_ORGANISATION", { decisions: ["DISMISSED"], asOf });
  expect(later.id).not.toBe(id);
  await decide(later.id, "ACCEPTED");
  expect((await gapOf("ISOLATED_ORGANISATION")).decision).toMatchObject({ kind: "ACCEPTED", note: null });
});

test("decideGap() takes a decision back with OPEN, and one that changes nothing keeps the revision", async () => {
  await oneIsolated();
  const { id } = await gapOf("ISOLATED_ORGANISATION");
  expect(await decide(id, "OPEN")).toEqual({ id, revision: 1, decision: null });
  await decide(id, "ACCEPTED", { note: "yes" });
  const before = (await opened.services.findGap(operator, id))?.decision;
  expect(await decide(id, "ACCEPTED", { note: "yes" })).toEqual({ id, revision: 2, decision: before });

  const back = await decide(id, "OPEN", { note: "too early" });
  expect(back).toMatchObject({ revision: 3, decision: { kind: "OPEN", note: "too early" } });
  await record("ab", ["a", "b"]);
  expect(await gapsOf({ kinds: ["ISOLATED_ORGANISATION"], decisions: ["CLOSED"] })).toEqual([]);
});

const from2020 = { since: "2020-01-01" as CalendarDate };
const untilLately = { ...from2020, until: daysAgo(100) };
const welding = "x:welding" as SectorCode;

/** A gap of each kind, and the parties that close it. */
const closings: [GapKind, () => Promise<void>, string[], object][] = [
  ["ISOLATED_ORGANISATION", oneIsolated, ["a", "b"], {}],
  [
    "MISSING_LINK",
    () => open(["a", "b", "c"], [makePartnership("ab", ["a", "b"]), makePartnership("bc", ["b", "c"])]),
    ["a", "c"],
    {},
  ],
  [
    "SPLIT_NETWORK",
    () =>
      open(
        ["a", "b", "c", "d", "e"],
        [makePartnership("1", ["a", "b"]), makePartnership("2", ["c", "d", "e"])],
      ),
    ["a", "c"],
    {},
  ],
  [
    "SINGLE_POINT_OF_FAILURE",
    () =>
      open(
        ["a", "b", "m", "x", "y", "z"],
        [
          makePartnership("1", ["a", "b", "m"], from2020),
          makePartnership("2", ["m", "x", "y", "z"], from2020),
        ],
      ),
    ["a", "b", "m", "x", "y", "z"],
    {},
  ],
  [
    "DORMANT_PARTNERSHIP",
    () =>
      open(
        ["a", "b", "c"],
        [makePartnership("1", ["a", "b"], untilLately), makePartnership("2", ["b", "c"])],
      ),
    ["a", "b"],
    {},
  ],
];

test.each(closings)(
  "An accepted %s that a partnership closed is CLOSED by it, as it was last seen",
  async (kind, make, parties, more) => {
    await make();
    const before = await gapsOf({ kinds: [kind] });
    for (const { id } of before) await decide(id, "ACCEPTED", { note: "mend it" });
    const accepted = await gapsOf({ kinds: [kind] });
    expect(accepted.map(({ decision }) => decision?.kind)).toEqual(before.map(() => "ACCEPTED"));

    const closedBy = await record("closing", parties, more);

    expect(await gapsOf({ kinds: [kind], decisions: ["OPEN", "ACCEPTED", "DISMISSED"] })).toEqual([]);
    const closed = await gapsOf({ kinds: [kind], decisions: ["CLOSED"] });
    expect(closed).toEqual(
      accepted.map((gap) => ({ ...gap, decision: { ...gap.decision, kind: "CLOSED", closedBy } })),
    );
    for (const gap of closed) expect(await opened.services.findGap(operator, gap.id)).toEqual(gap);
    expect((await find({ kinds: [kind] })).countsByDecision().at(-1)).toEqual({
      decision: "CLOSED",
      count: closed.length,
    });

    // Another process says the same, and so does this one after a restart.
    opened = await opened.reopen();
    expect(await gapsOf({ kinds: [kind], decisions: ["CLOSED"] })).toEqual(closed);
  },
);

// Once it vanished from the list and by its id as soon as a thousand other pairs were likelier.
test("A missing link that was decided about stays as long as it is one, beyond the best thousand too", async () => {
  const star = Array.from({ length: 50 }, (_, i) => `s${i}`);
  const crowd = Array.from({ length: 60 }, (_, i) => `t${i}`);
  opened = await openTestServices({
    region: [makeRegion("R"), makeRegion("S")],
    organisation: [
      ...["p", "m", "q", "hub", ...star].map((value) => here(value)),
      ...crowd.map((value) => here(value, { region: "S" as RegionCode })),
    ],
    partnership: [
      makePartnership("pm", ["p", "m"]),
      makePartnership("mq", ["m", "q"]),
      ...star.map((one) => makePartnership(one, ["hub", one])),
    ],
  });
  const asked = { kinds: ["MISSING_LINK"], ranker: "ADAMIC_ADAR", page: firstRows(1) } as const;
  const [{ id, organisations }] = await gapsOf(asked);
  expect(organisations.toSorted()).toEqual([organisationIdOf("p"), organisationIdOf("q")].sort());
  await decide(id, "ACCEPTED");

  // Whom p and q share is now worth less than whom the 1,225 pairs of the star share.
  await record("crowd", ["m", ...crowd]);
  const found = await opened.services.findGap(operator, id);
  expect(found).toMatchObject({ id, decision: { kind: "ACCEPTED" }, score: 1 / Math.log(62) });
  expect(await gapsOf({ ...asked, decisions: ["ACCEPTED"] })).toEqual([found]);
  const all = await find(asked);
  expect(all.countsByDecision()).toMatchObject([
    { decision: "OPEN", count: 1000 },
    { decision: "ACCEPTED", count: 1 },
    { decision: "DISMISSED", count: 0 },
    { decision: "CLOSED", count: 0 },
  ]);
  expect(all.count()).toBe(1001);

  await decide(id, "DISMISSED");
  expect((await gapsOf({ ...asked, decisions: ["DISMISSED"] })).map((gap) => gap.id)).toEqual([id]);
  await decide(id, "ACCEPTED");
  const closedBy = await record("pq", ["p", "q"]);
  expect(await opened.services.findGap(operator, id)).toMatchObject({
    decision: { kind: "CLOSED", closedBy },
  });
});

test("An accepted MISSING_KIND that a partnership closed is CLOSED by it", async () => {
  opened = await openTestServices({
    region: [makeRegion("R")],
    organisation: [
      here("school", { kind: "EDUCATION", sectors: [welding] }),
      here("town", { kind: "GOVERNMENT", sectors: [welding] }),
      here("works", { kind: "COMPANY" }),
    ],
    partnership: [makePartnership("1", ["school", "town"])],
  });
  const { id } = await gapOf("MISSING_KIND");
  await decide(id, "ACCEPTED");
  const closedBy = await record("2", ["school", "works"]);
  const closed = await opened.services.findGap(operator, id);
  expect(closed).toMatchObject({ id, missing: ["COMPANY"], decision: { kind: "CLOSED", closedBy } });
});

test("An accepted gap that went away by itself is gone, and accepted again when it comes back", async () => {
  await oneIsolated();
  const { id } = await gapOf("ISOLATED_ORGANISATION");
  await decide(id, "ACCEPTED");
  const amend = (region: string) => opened.services.recordOrganisation(operator, { ref: "test:a", region });
  await amend("S");
  expect(await opened.services.findGap(operator, id)).toBeNull();
  expect(await gapsOf({ kinds: ["ISOLATED_ORGANISATION"], decisions: ["CLOSED", "ACCEPTED"] })).toEqual([]);
  await expect(decide(id, "OPEN")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await amend("R");
  expect((await opened.services.findGap(operator, id))?.decision?.kind).toBe("ACCEPTED");
});

test("A closed gap opens again when its partnership ends, and may be taken back while it is closed", async () => {
  await oneIsolated();
  const { id } = await gapOf("ISOLATED_ORGANISATION");
  await decide(id, "ACCEPTED");
  await record("ab", ["a", "b"], { since: daysAgo(30) });
  expect((await opened.services.findGap(operator, id))?.decision?.kind).toBe("CLOSED");

  await opened.services.endPartnership(operator, { ref: "test:ab", on: daysAgo(1) });
  expect((await opened.services.findGap(operator, id))?.decision?.kind).toBe("ACCEPTED");

  await record("ac", ["a", "c"]);
  const taken = await decide(id, "OPEN");
  expect(taken.decision?.kind).toBe("OPEN");
  expect(await opened.services.findGap(operator, id)).toBeNull();
});

test("A closed gap is not closed on a day before it was seen, nor by a partnership that the filter leaves out", async () => {
  await oneIsolated();
  const { id } = await gapOf("ISOLATED_ORGANISATION");
  await decide(id, "ACCEPTED");
  await record("ab", ["a", "b"], { kind: "VISIT" });
  const closedIn = async (question: Partial<FindGaps>) =>
    (await gapsOf({ kinds: ["ISOLATED_ORGANISATION"], decisions: ["CLOSED"], ...question })).length;
  expect(await closedIn({})).toBe(1);
  expect(await closedIn({ asOf: "2020-01-01" as CalendarDate })).toBe(0);
  expect(await closedIn({ where: { partnershipKinds: ["PROJECT"] } })).toBe(0);
});

test("A gap is closed by a partnership recorded later, whether it began before or nobody knows when", async () => {
  const isolated = async (): Promise<DecidedGap | undefined> =>
    (await gapsOf({ kinds: ["ISOLATED_ORGANISATION"], decisions: ["CLOSED"] })).at(0);
  await oneIsolated();
  await decide((await gapOf("ISOLATED_ORGANISATION")).id, "ACCEPTED");
  const undated = await record("undated", ["a", "b"]);
  expect((await isolated())?.decision?.closedBy).toBe(undated);
  const before = await record("before", ["a", "b"], { since: daysAgo(400) });
  expect((await isolated())?.decision?.closedBy).toBe(before);
});

test("A gap is closed by what began after it was seen, if anything did", async () => {
  const kinds = ["DORMANT_PARTNERSHIP"] as const;
  await open(["a", "b", "c"], [makePartnership("abc", ["a", "b", "c"], { until: daysAgo(100) })]);
  await record("ab", ["a", "b"], { since: daysAgo(500) });
  const { id } = await gapOf("DORMANT_PARTNERSHIP", { asOf: daysAgo(10) });
  await decide(id, "ACCEPTED");
  const closedBy = await record("again", ["a", "b", "c"], { since: daysAgo(5) });
  const [closed] = await gapsOf({ kinds, decisions: ["CLOSED"] });
  expect(closed.decision).toMatchObject({ kind: "CLOSED", closedBy });
});

// Once the partnership of two of its parties that had been there all along was said to have closed it.
test("A dormant partnership is not closed by what some of its parties shared before", async () => {
  await open(["a", "b", "c"], [makePartnership("abc", ["a", "b", "c"], { until: daysAgo(100) })]);
  await record("ab", ["a", "b"], { since: daysAgo(500) });
  await decide((await gapOf("DORMANT_PARTNERSHIP")).id, "ACCEPTED");
  const again = await record("again", ["a", "b", "c"]);
  const [closed] = await gapsOf({ kinds: ["DORMANT_PARTNERSHIP"], decisions: ["CLOSED"] });
  expect(closed.decision).toMatchObject({ kind: "CLOSED", closedBy: again });
});

// Once the visit that the filter had left out was said to have closed it.
test("A gap that was accepted under a filter is not closed by what that filter left out", async () => {
  await open(["a", "b", "c"], [makePartnership("bc", ["b", "c"])]);
  await record("ab", ["a", "b"], { kind: "VISIT", since: daysAgo(900) });
  const where = { partnershipKinds: ["PROJECT"] } as const;
  const kinds = ["ISOLATED_ORGANISATION"] as const;
  const { id } = await gapOf("ISOLATED_ORGANISATION", { where });
  await decide(id, "ACCEPTED");
  expect(await gapsOf({ kinds, decisions: ["CLOSED"] })).toEqual([]);

  const closedBy = await record("ac", ["a", "c"], { kind: "PROJECT" });
  for (const question of [{}, { where }])
    expect(await gapsOf({ kinds, decisions: ["CLOSED"], ...question })).toMatchObject([
      { organisations: [organisationIdOf("a")], decision: { closedBy } },
    ]);
});

test("decideGap() refuses what is no decision, no gap and no note, and who may not write", async () => {
  await oneIsolated();
  const { id } = await gapOf("ISOLATED_ORGANISATION");
  await expect(decide(id, "CLOSED")).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
    message: expect.stringContaining("decision is CLOSED, wanted ACCEPTED, DISMISSED or OPEN"),
  });
  for (const unknown of ["gap_x", "", organisationIdOf("a"), id.slice(0, -4)])
    await expect(decide(unknown, "ACCEPTED")).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const note of ["x".repeat(2001), "a\u0000b"])
    await expect(decide(id, "ACCEPTED", { note })).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
  const reader = { ...operator, name: "reader", mayWrite: false };
  await expect(decide(id, "ACCEPTED", {}, reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await record("ab", ["a", "b"]);
  await expect(decide(id, "ACCEPTED")).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(opened.services.revision()).toBe(2);
});

test("decideGap() with the same request key is one decision, also once the gap is gone", async () => {
  await oneIsolated();
  const { id } = await gapOf("ISOLATED_ORGANISATION");
  const first = await decide(id, "DISMISSED", { requestKey: "k" });
  expect(await decide(id, "DISMISSED", { requestKey: "k" })).toEqual(first);
  await record("ab", ["a", "b"]);
  expect(await decide(id, "DISMISSED", { requestKey: "k" })).toEqual(first);
  await expect(decide(id, "ACCEPTED", { requestKey: "k" })).rejects.toMatchObject({ code: "CONFLICT" });
});

// Once it was ranked anew while the changes of others waited, whenever another had been written meanwhile.
test("decideGap() decides about the gap that was there when it was asked, whatever is written before its turn", async () => {
  await oneIsolated();
  const { id } = await gapOf("ISOLATED_ORGANISATION");
  const store = await openSqliteStore({ file: opened.file });
  const network = await openNetwork(store, { pollEvery: 3_600_000 });
  let asked = 0;
  let closedBy: PartnershipId | undefined;
  const inBetween = Object.assign(Object.create(store) as typeof store, {
    readRevision: async () => {
      if (++asked === 2) closedBy = await record("ab", ["a", "b"]);
      return store.readRevision();
    },
  });
  const others = createServices({
    store: inBetween,
    network,
    timeZone: "Europe/Amsterdam",
    version: "0.0.0-test",
  });
  expect(await others.decideGap(operator, { gap: id, decision: "ACCEPTED" })).toMatchObject({ revision: 3 });
  expect(await others.findGap(operator, id)).toMatchObject({ decision: { kind: "CLOSED", closedBy } });
  await network.close();
  await store.close();
});

test("decideGap() says nobody for one whom nobody knows", async () => {
  await oneIsolated();
  const { id } = await gapOf("ISOLATED_ORGANISATION");
  const anyone = { name: "anonymous", anonymous: true, mayRead: true, mayWrite: true };
  expect((await decide(id, "ACCEPTED", {}, anyone)).decision?.by).toBeNull();
});

test("A decision of one process is known to another", async () => {
  await oneIsolated();
  const { id } = await gapOf("ISOLATED_ORGANISATION");
  const store = await openSqliteStore({ file: opened.file });
  const network = await openNetwork(store, { pollEvery: 3_600_000 });
  const others = createServices({ store, network, timeZone: "Europe/Amsterdam", version: "0.0.0-test" });
  const { revision } = await decide(id, "ACCEPTED", { note: "here" });
  await network.catchUp(revision);
  expect((await others.findGap(operator, id))?.decision).toMatchObject({ kind: "ACCEPTED", note: "here" });
  await network.close();
  await store.close();
});
