import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { gapKinds } from "../../src/domain/gap.js";
import { organisationKinds } from "../../src/domain/organisation.js";
import { partnershipKinds, partyRoles } from "../../src/domain/partnership.js";
import { exportRecords } from "../../src/service/services.js";
import { demoFolder, openTestService, type TestService } from "../support/app.js";

const day = "2026-11-01";
let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

async function ask<Data>(question: string): Promise<Data> {
  const { data, errors } = await service.ask<Data>(question);
  expect(errors).toBeUndefined();
  return data;
}

test("the demo data is written as export writes it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "schakel-demo-"));
  await exportRecords(service.app.store, join(folder, "copy"), {});
  for (const file of await readdir(demoFolder))
    expect(await readFile(join(folder, "copy", file), "utf8")).toBe(
      await readFile(join(demoFolder, file), "utf8"),
    );
  await rm(folder, { recursive: true });
});

test("the demo data has every kind of organisation and partnership, and every role", async () => {
  const { organisations, partnerships } = await ask<{
    organisations: { nodes: { kind: string }[] };
    partnerships: { nodes: { kind: string; parties: { role: string }[] }[] };
  }>(`{
    organisations(first: 100) { nodes { kind } }
    partnerships(first: 100) { nodes { kind parties(first: 20) { role } } }
  }`);
  const roles = partnerships.nodes.flatMap(({ parties }) => parties.map(({ role }) => role));
  expect(new Set(organisations.nodes.map(({ kind }) => kind))).toEqual(new Set(organisationKinds));
  expect(new Set(partnerships.nodes.map(({ kind }) => kind))).toEqual(new Set(partnershipKinds));
  expect(new Set(roles)).toEqual(new Set(partyRoles));
});

test("every kind of gap occurs in the demo data", async () => {
  const { gaps } = await ask<{ gaps: { countsByKind: { kind: string; count: number }[] } }>(
    `{ gaps(region: "AM28", asOf: "${day}") { countsByKind { kind count } } }`,
  );
  const found = gaps.countsByKind.filter(({ count }) => count > 0).map(({ kind }) => kind);
  expect(found.sort()).toEqual([...gapKinds].sort());
});

test("the demo's likeliest new partnership by shared partners is the school and the company with five partners in common", async () => {
  const { gaps } = await ask<{ gaps: { nodes: object[] } }>(
    `{ gaps(region: "AM28", kinds: [MISSING_LINK], asOf: "${day}", ranker: ADAMIC_ADAR, first: 1) {
      nodes { organisations { name } ... on MissingLink { sharedPartners { totalCount } } }
    } }`,
  );
  expect(gaps.nodes).toEqual([
    {
      organisations: expect.arrayContaining([
        { name: "Vakcollege De Strijper" },
        { name: "Lichtlijn Optiek BV" },
      ]),
      sharedPartners: { totalCount: 5 },
    },
  ]);
});

test("the demo's isolated ones are a school that never had a partner and a printer whose only one left", async () => {
  const { gaps } = await ask<{ gaps: { nodes: object[] } }>(
    `{ gaps(region: "AM28", kinds: [ISOLATED_ORGANISATION], asOf: "${day}") {
      nodes { organisations { name } ... on IsolatedOrganisation { lastActive } }
    } }`,
  );
  expect(gaps.nodes).toHaveLength(2);
  expect(gaps.nodes).toEqual(
    expect.arrayContaining([
      { organisations: [{ name: "Vakschool De Acht Beken" }], lastActive: null },
      { organisations: [{ name: "Drukkerij De Loden Letter" }], lastActive: "2024-07-14" },
    ]),
  );
});

test("care is a group apart in the demo, without a company or a government", async () => {
  const { neighbourhood } = await ask<{ neighbourhood: { organisations: { name: string; kind: string }[] } }>(
    `{ neighbourhood(of: "brin:99BC", hops: 4) { organisations { name kind } } }`,
  );
  expect(neighbourhood.organisations.map(({ name }) => name).sort()).toEqual([
    "Thuiszorg De Lindeboom",
    "Ziekenhuis De Beemden",
    "Zorgacademie De Gender",
  ]);
});

test("without the Techniekloket the Kempen and the builders of the demo come apart from the rest", async () => {
  for (const far of ["kvk:00000112", "kvk:00000105"]) {
    const ways = (without: string) =>
      ask<{ paths: { __typename: string } }>(
        `{ paths(from: ["brin:99BA"], to: ["${far}"], where: { activeOn: "${day}" ${without} }) { __typename } }`,
      );
    expect((await ways("")).paths.__typename).toBe("Paths");
    expect((await ways(`without: ["kvk:00000201"]`)).paths.__typename).toBe("NoPath");
  }
});

test("the demo has agreements that ended and were not renewed, in both regions", async () => {
  for (const [region, title] of [
    ["AM28", "Kijken op de bouw"],
    ["AM32", "Kijken in de keuken"],
  ]) {
    const { partnerships } = await ask<{ partnerships: { nodes: { title: string }[] } }>(
      `{ partnerships(where: { regions: ["${region}"], endsBetween: { since: "2024-11-02", until: "${day}" } }) {
        nodes { title }
      } }`,
    );
    expect(partnerships.nodes).toContainEqual({ title });
  }
});

test("the demo's vmbo school in Deurne has partners, and none is a company", async () => {
  const { organisation } = await ask<{ organisation: { partners: { nodes: { kind: string }[] } } }>(
    `{ organisation(ref: "brin:99AD") { partners { nodes { kind } } } }`,
  );
  expect(organisation.partners.nodes.map(({ kind }) => kind).sort()).toEqual(["EDUCATION", "GOVERNMENT"]);
});
