import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { noFilter } from "../../../src/domain/filter.js";
import { gapKinds, type Gap, type GapKind, type GapQuestion } from "../../../src/domain/gap.js";
import { partnershipIdFrom, type RegionCode } from "../../../src/domain/ids.js";
import type { Partnership } from "../../../src/domain/partnership.js";
import { linkRankers } from "../../../src/domain/ranker.js";
import type { Network } from "../../../src/network/network.js";
import { networkOf } from "../../../src/network/memory-network.js";
import type { NetworkRecords } from "../../../src/network/tables.js";
import { gapFinders } from "../../../src/service/gap/gap-finders.js";
import { readGapId } from "../../../src/service/gap/gap-id.js";
import {
  dormantPartnerships,
  missingKinds,
  singlePointsOfFailure,
  splitNetworks,
  type OracleGap,
  type OracleQuestion,
} from "../../oracle/gaps.js";
import { organisationPasses, type Records } from "../../oracle/records.js";
import { randomDays, randomFilters, randomNetworks } from "../../support/draw.js";

const questions = fc.record({
  // Few partnerships: networks of one piece lack little.
  records: randomNetworks(16).map((drawn) => ({
    ...drawn,
    partnerships: drawn.partnerships.filter((_, i) => i % 3 !== 0),
  })),
  region: fc.constantFrom("R", "R", "R", "R1", "Q").map((code) => code as RegionCode),
  where: fc
    .oneof({ weight: 2, arbitrary: fc.constant(noFilter) }, { weight: 1, arbitrary: randomFilters() })
    .map((where) => ({ ...where, activeOn: null, activeBetween: null })),
  asOf: randomDays,
});

function recordsOf(records: Records): NetworkRecords {
  return { revision: 1, sectors: [], ...records };
}

async function gapsOf(records: Records, kind: GapKind, asked: OracleQuestion): Promise<Gap[]> {
  const network = networkOf(recordsOf(records)) as unknown as Network;
  const question: GapQuestion = { ...asked, kinds: [kind], ranker: "ADAMIC_ADAR" };
  const found = await gapFinders[kind].find({ network, question, asOf: asked.asOf, norms: [] });
  return Promise.all(found.map(async (gap) => gap.describe()));
}

const oracles: Partial<Record<GapKind, (records: Records, question: OracleQuestion) => OracleGap[]>> = {
  SPLIT_NETWORK: splitNetworks,
  SINGLE_POINT_OF_FAILURE: singlePointsOfFailure,
  MISSING_KIND: missingKinds,
  DORMANT_PARTNERSHIP: dormantPartnerships,
};

/** What the oracle tells of a gap, taken from the gap. */
function toOracle(gap: Gap): OracleGap {
  const [subject] = readGapId(gap.id)!.subject;
  const { score } = gap;
  switch (gap.kind) {
    case "SPLIT_NETWORK": {
      const { organisations, largestGroupSize, tiedOutside } = gap;
      return { subject, score, details: { organisations, largestGroupSize, tiedOutside } };
    }
    case "SINGLE_POINT_OF_FAILURE":
      return { subject, score, details: { cutsOff: gap.cutsOff } };
    case "MISSING_KIND": {
      const organisations = gap.organisations.toSorted();
      return { subject, score, details: { organisations, missing: gap.missing } };
    }
    case "DORMANT_PARTNERSHIP":
      return { subject, score, details: { organisations: gap.organisations, endedOn: gap.endedOn } };
    default:
      throw new Error(`No oracle for ${gap.kind}`);
  }
}

function bySubject(a: OracleGap, b: OracleGap): number {
  return a.subject < b.subject ? -1 : 1;
}

test.each(Object.entries(oracles))(
  "gaps of kind %s are those that the records hold",
  async (kind, oracle) => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(questions, async ({ records, ...asked }) => {
        const found = await gapsOf(records, kind as GapKind, asked);
        expect(found.map(toOracle).sort(bySubject)).toEqual(oracle(records, asked).sort(bySubject));
        for (const gap of found) {
          const reading = readGapId(gap.id);
          expect(reading).toMatchObject({ kind, region: asked.region, asOf: asked.asOf });
        }
        seen += found.length;
      }),
      { numRuns: 600 },
    );
    expect(seen).toBeGreaterThan(5);
  },
);

test.each(linkRankers)(
  "missing links are found again by their pairs, by %s as they were found",
  async (ranker) => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(questions, async ({ records, ...asked }) => {
        const network = networkOf(recordsOf(records)) as unknown as Network;
        const question: GapQuestion = { ...asked, kinds: ["MISSING_LINK"], ranker };
        const context = { network, question, asOf: asked.asOf, norms: [] };
        const { find, findAgain } = gapFinders.MISSING_LINK;
        const found = await find(context);
        const ids = records.organisations.map(({ id }) => id).sort();
        const pairs = ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b]));
        const told = (gaps: typeof found) =>
          gaps.map(({ id, score }) => ({ id, score })).sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(told(await findAgain!(context, pairs))).toEqual(told(found));
        seen += found.length;
      }),
      { numRuns: 200 },
    );
    expect(seen).toBeGreaterThan(20);
  },
);

/** What the first suggestion says, recorded so that it passes the filter; all of them where only all together mend. */
function recorded(records: Records, gap: Gap, asked: OracleQuestion): Records {
  const { where } = asked;
  const first = gap.suggestions[0].organisations.length;
  const needsMore = gap.kind === "SINGLE_POINT_OF_FAILURE" || gap.kind === "MISSING_KIND";
  const isTooSmall = needsMore && where.maxParties !== null && first === 2 && where.maxParties < 12;
  const suggestions = isTooSmall ? gap.suggestions : gap.suggestions.slice(0, 1);
  const added = suggestions.map(({ organisations }, i): Partnership => ({
    id: partnershipIdFrom(`suggested:${i}`),
    identifiers: [`suggested:${i}`],
    title: null,
    kind: where.partnershipKinds?.[0] ?? "PROJECT",
    parties: organisations.map((organisation) => ({ organisation, role: "PARTICIPANT" })),
    since: null,
    until: null,
    strength: where.minStrength,
    sectors: where.partnershipSectors ?? [],
    source: null,
    revision: 2,
  }));
  return { ...records, partnerships: [...records.partnerships, ...added] };
}

// Norms are data of their own, with a test of their own.
const kindsOfNetworks = gapKinds.filter((kind) => kind !== "UNMET_NORM");

test.each(kindsOfNetworks)(
  "what is suggested for a gap of kind %s mends it and passes the filter",
  async (kind) => {
    let mended = 0;
    await fc.assert(
      fc.asyncProperty(questions, async ({ records, ...asked }) => {
        for (const gap of await gapsOf(records, kind, asked)) {
          for (const { organisations } of gap.suggestions) {
            expect(new Set(organisations).size).toBe(organisations.length);
            expect(organisations.length).toBeGreaterThanOrEqual(2);
            expect(organisations.length).toBeLessThanOrEqual(asked.where.maxParties ?? 200);
            for (const id of organisations) {
              const organisation = records.organisations.find((one) => one.id === id)!;
              expect(organisationPasses(records, asked.where, organisation)).toBe(true);
            }
          }
          const scores = gap.suggestions.map(({ score }) => score);
          if (gap.suggestions.length === 0) {
            // Nobody there to work with, or nobody of a kind.
            expect(["ISOLATED_ORGANISATION", "MISSING_KIND"]).toContain(kind);
            continue;
          }
          if (kind !== "SINGLE_POINT_OF_FAILURE") expect(scores).toEqual(scores.toSorted((a, b) => b - a));
          const after = await gapsOf(recorded(records, gap, asked), kind, asked);
          expect(after.map(({ id }) => id)).not.toContain(gap.id);
          mended++;
        }
      }),
      { numRuns: 400 },
    );
    expect(mended).toBeGreaterThan(0);
  },
);
