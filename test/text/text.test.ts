import { describe, expect, test } from "@jest/globals";
import type { CalendarDate } from "../../src/domain/calendar-date.js";
import { noFilter, type NetworkFilter } from "../../src/domain/filter.js";
import {
  gapKinds,
  reasonCodes,
  type DormantPartnership,
  type Gap,
  type GapQuestion,
  type IsolatedOrganisation,
  type MissingKind,
  type MissingLink,
  type Reason,
  type SinglePointOfFailure,
  type SplitNetwork,
  type UnmetNorm,
} from "../../src/domain/gap.js";
import type { GapId, OrganisationId, PartnershipId, RegionCode, SectorCode } from "../../src/domain/ids.js";
import { organisationKinds } from "../../src/domain/organisation.js";
import { partnershipKinds, type PartnershipKind, type Party } from "../../src/domain/partnership.js";
import {
  noPathReasons,
  relaxationKinds,
  type FilterField,
  type IntroductionStep,
  type NoPath,
  type NoPathReason,
  type PathQuestion,
  type Relaxation,
  type RelaxationKind,
} from "../../src/domain/path.js";
import { gapDecisionKinds, type GapDecision } from "../../src/domain/gap-decision.js";
import {
  decisionText,
  gapExplanation,
  gapKindName,
  gapTitle,
  introductionText,
  noPathExplanation,
  partnershipTitle,
  reasonText,
  mendingText,
  relaxationText,
  type Language,
  type Names,
  type ToldGap,
  type ToldPartnership,
} from "../../src/text/text.js";

const languages: readonly Language[] = ["EN", "NL"];

const called: Record<string, string> = {
  org_a: "Technasium",
  org_b: "Bakker B.V.",
  org_c: "Techport",
  GM0392: "Haarlem",
  AM28: "Zuid-Kennemerland",
};

const names: Names = {
  organisation: (id) => called[id] ?? `Number ${id.slice(4)}`,
  region: (code) => called[code] ?? "Elsewhere",
  sector: (code, language) =>
    code === "sbi2008:28" ? (language === "NL" ? "machinebouw" : "mechanical engineering") : code,
  partnership: (id) => recorded[id] ?? null,
};

function partyTo(...ids: readonly string[]): Party[] {
  return ids.map((id) => ({ organisation: id as OrganisationId, role: "PARTICIPANT" }));
}

/** Of each, what the network keeps; `par_1` is gone. */
const recorded: Record<string, ToldPartnership> = {
  par_2: { kind: "PLACEMENT", parties: partyTo("org_a", "org_b"), since: "2027-03-01" as CalendarDate },
  par_3: {
    kind: "PROJECT",
    parties: partyTo("org_a", "org_c", "org_b", "org_9"),
    since: "2020-09-01" as CalendarDate,
  },
  par_4: { kind: "OTHER", parties: partyTo("org_a", "org_b"), since: null },
};

const a = "org_a" as OrganisationId;
const b = "org_b" as OrganisationId;
const c = "org_c" as OrganisationId;
const day = "2026-11-24" as CalendarDate;

const everyCondition: NetworkFilter = {
  organisationKinds,
  regions: ["AM28" as RegionCode],
  organisationSectors: ["sbi2008:28" as SectorCode, "sbi2008:99" as SectorCode],
  without: [c],
  partnershipKinds,
  partnershipSectors: ["sbi2008:99" as SectorCode],
  activeOn: day,
  activeBetween: { since: day, until: "2027-01-01" as CalendarDate },
  minStrength: 3,
  maxParties: 1500,
};

function askedIn(where: NetworkFilter = noFilter): GapQuestion {
  return { region: "AM28" as RegionCode, kinds: gapKinds, where, asOf: null, ranker: "FITTED" };
}

function reasonOf(code: Reason["code"], given: Partial<Reason> = {}): Reason {
  return {
    code,
    value: 1,
    organisations: [],
    partnerships: [] as PartnershipId[],
    sectors: [],
    region: null,
    organisationKind: null,
    ...given,
  };
}

const missing: MissingLink = {
  kind: "MISSING_LINK",
  id: "gap_1" as GapId,
  question: askedIn(),
  asOf: day,
  score: 1.5,
  organisations: [a, b],
  reasons: [
    reasonOf("SHARED_PARTNERS", { value: 1, organisations: [c] }),
    reasonOf("SAME_SECTOR", { value: 1, sectors: ["sbi2008:28" as SectorCode] }),
  ],
  suggestions: [],
  sharedPartners: [c],
};

const isolated: IsolatedOrganisation = {
  kind: "ISOLATED_ORGANISATION",
  id: "gap_2" as GapId,
  question: askedIn(),
  asOf: day,
  score: 0.24,
  organisations: [a],
  reasons: [
    reasonOf("NO_ACTIVE_PARTNERSHIP", { value: 2, organisations: [a] }),
    reasonOf("EXPECTED_PARTNERS", { value: 0.24, region: "AM28" as RegionCode }),
    reasonOf("OTHERS_IN_SECTORS", { value: 12, region: "AM28" as RegionCode }),
  ],
  suggestions: [],
  organisation: a,
  lastActive: "2024-06-30" as CalendarDate,
};

function askedOf(given: Partial<PathQuestion> = {}): PathQuestion {
  const ends = { from: [a], to: [b], where: noFilter, via: [] };
  return { ...ends, rankBy: "HOPS", disjoint: false, first: 1, maxHops: 3, ...given };
}

const facts = { question: askedIn(), asOf: day, suggestions: [], reasons: [] };
const many = Array.from({ length: 7 }, (_, i) => `org_${i + 1}` as OrganisationId);

const split: SplitNetwork = {
  ...facts,
  kind: "SPLIT_NETWORK",
  id: "gap_3" as GapId,
  score: 7,
  organisations: many,
  groupSize: 7,
  largestGroupSize: 1200,
  tiedOutside: false,
};

const hub: SinglePointOfFailure = {
  ...facts,
  kind: "SINGLE_POINT_OF_FAILURE",
  id: "gap_4" as GapId,
  score: 2,
  organisations: [c],
  organisation: c,
  partnership: null,
  cutsOff: [a, b],
};

const lacking: MissingKind = {
  ...facts,
  kind: "MISSING_KIND",
  id: "gap_5" as GapId,
  score: 2,
  organisations: [a, b],
  reasons: [reasonOf("KIND_ABSENT", { value: 3, organisationKind: "COMPANY" })],
  sector: "sbi2008:28" as SectorCode,
  missing: ["COMPANY", "GOVERNMENT"],
};

const ended: DormantPartnership = {
  ...facts,
  kind: "DORMANT_PARTNERSHIP",
  id: "gap_6" as GapId,
  score: 0.7,
  organisations: [a, b],
  partnership: "par_1" as PartnershipId,
  endedOn: "2026-01-01" as CalendarDate,
};

const text = { en: "Each has a company.", nl: "Elk heeft een bedrijf." };
const norm = {
  id: "norm_a",
  title: { en: "A company", nl: "Een bedrijf" },
  explanation: text,
  source: null,
} as unknown as UnmetNorm["norm"];
const unmet: UnmetNorm = {
  ...facts,
  kind: "UNMET_NORM",
  id: "gap_7" as GapId,
  score: 1,
  organisations: [a],
  norm,
  organisation: a,
  judgedRegion: null,
  expected: 1,
  observed: 0,
};

function noPath(reason: NoPathReason, given: Partial<NoPath> = {}, where: NetworkFilter = noFilter): NoPath {
  return {
    kind: "no-path",
    question: askedOf({ where, via: reason === "VIA_UNREACHABLE" ? [c] : [] }),
    reason,
    isSettled: true,
    leastHops: reason === "TOO_FAR" ? 4 : null,
    hops: null,
    fromReach: 12,
    toReach: 0,
    revision: 7,
    ...given,
  };
}

function relaxationOf(change: RelaxationKind, given: Partial<Relaxation> = {}): Relaxation {
  const step = { from: a, to: b, cost: 3, partnerships: [] };
  const path = { organisations: [a, c, b], cost: 6, steps: [step, step] };
  return { changes: [change], question: askedOf(), filterFields: [], maxHops: null, path, ...given };
}

function latestOf(kind: PartnershipKind, since: CalendarDate | null): IntroductionStep["latest"] {
  return { id: "par_1" as PartnershipId, kind, since, until: null };
}

function stepOf(given: Partial<IntroductionStep> = {}): IntroductionStep {
  const latest = latestOf("PROJECT", day);
  const facts = { partnershipCount: 1, latest, lastActive: null, askedPartnerCount: 4 };
  return { forWhom: a, asked: c, about: b, ...facts, ...given };
}

function closedBy(id: string): GapDecision {
  const at = "2026-12-01T00:00:00Z";
  return { kind: "CLOSED", note: null, at, by: null, closedBy: id as PartnershipId };
}

// ---- every fact has words

/** Every sentence there is, in one language, with every fact given and with as few as can be. */
function everySentence(language: Language): string[] {
  const wheres = [noFilter, everyCondition];
  const gaps = wheres.flatMap((where): Gap[] => [
    { ...missing, question: askedIn(where) },
    { ...isolated, question: askedIn(where) },
    {
      ...isolated,
      question: askedIn(where),
      lastActive: null,
      reasons: [
        reasonOf("NO_ACTIVE_PARTNERSHIP", { value: 0 }),
        ...[3, 0.4, 0.001].map((value) => reasonOf("EXPECTED_PARTNERS", { value })),
        reasonOf("OTHERS_IN_SECTORS", { value: 2, region: "AM28" as RegionCode }),
      ],
    },
    { ...isolated, lastActive: null, score: 0, reasons: [reasonOf("NO_ACTIVE_PARTNERSHIP", { value: 0 })] },
    { ...split, question: askedIn(where) },
    { ...split, question: askedIn(where), tiedOutside: true, organisations: [a, b], groupSize: 2 },
    { ...hub, question: askedIn(where) },
    { ...hub, question: askedIn(where), organisation: null, partnership: "par_1" as PartnershipId },
    { ...lacking, question: askedIn(where) },
    {
      ...lacking,
      sector: "sbi2008:99" as SectorCode,
      missing: ["GOVERNMENT"],
      reasons: [reasonOf("KIND_ABSENT")],
    },
    { ...ended, question: askedIn(where) },
    { ...ended, question: askedIn(where), partnership: "par_3" as PartnershipId },
    { ...ended, partnership: "par_3" as PartnershipId, organisations: many },
    { ...ended, partnership: "par_4" as PartnershipId },
    ...[0, 1, 2].flatMap((observed): Gap[] => [
      { ...unmet, question: askedIn(where), observed, expected: observed + 1 },
      {
        ...unmet,
        question: askedIn(where),
        observed,
        organisation: null,
        judgedRegion: "AM28" as RegionCode,
      },
    ]),
    { ...hub, organisation: null, partnership: "par_3" as PartnershipId },
  ]);
  const closed = gaps.flatMap((gap) =>
    ["par_1", "par_2", "par_3", "par_4"].map((id): ToldGap => ({ ...gap, decision: closedBy(id) })),
  );
  const sectors = ["sbi2008:28", "sbi2008:99"] as SectorCode[];
  const reasons = reasonCodes.flatMap((code) => [
    reasonOf(code),
    reasonOf(code, { value: 0 }),
    reasonOf(code, { value: null }),
    reasonOf(code, { value: 7.4, organisations: [a, b, c], sectors, region: "GM0392" as RegionCode }),
    reasonOf(code, { value: 1, sectors: sectors.slice(1) }),
    reasonOf(code, { value: 2, sectors, organisationKind: "COMPANY" }),
  ]);
  const answers = noPathReasons.flatMap((reason) =>
    wheres.flatMap((where) => [
      noPath(reason, {}, where),
      noPath(reason, { fromReach: 0 }, where),
      noPath(reason, { fromReach: 0, toReach: 1 }, where),
      noPath(reason, { question: askedOf({ from: [a, c], where, via: [c], maxHops: 8 }), leastHops: 9 }),
      noPath(reason, { question: askedOf({ where, via: [c] }), leastHops: 4, hops: 4, isSettled: false }),
    ]),
  );
  const question = askedOf({ where: everyCondition, via: [c] });
  const fields = Object.keys(noFilter) as FilterField[];
  const relaxations = relaxationKinds.flatMap((change) =>
    fields.map((_field, i) => relaxationOf(change, { question, filterFields: fields.slice(i, i + 2) })),
  );
  const introductions = partnershipKinds.flatMap((kind) => [
    stepOf({ latest: latestOf(kind, null), partnershipCount: 3, askedPartnerCount: 1 }),
    stepOf({ latest: latestOf(kind, day), lastActive: "2026-12-31" as CalendarDate }),
    stepOf({ latest: latestOf(kind, null), lastActive: day, partnershipCount: 2 }),
    stepOf({ latest: null, partnershipCount: 0 }),
  ]);
  return [
    ...relaxations.map((relaxation) => relaxationText(relaxation, names, language)),
    ...introductions.map((step) => introductionText(step, names, language)),
    ...[...gaps, ...closed].flatMap((gap) => [
      gapTitle(gap, names, language),
      gapExplanation(gap, names, language),
    ]),
    ...reasons.map((reason) => reasonText(reason, names, language)),
    ...answers.map((answer) => noPathExplanation(answer, names, language)),
  ];
}

describe.each(languages)("in %s", (language) => {
  const sentences = everySentence(language);

  test("no sentence is empty or has a hole in it", () => {
    for (const sentence of sentences) {
      expect(sentence.length).toBeGreaterThan(10);
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object| {2}| \.|\.\.|,,|: ?[.;]/);
    }
  });

  test("no sentence has an enum's value or a code in it", () => {
    for (const sentence of sentences) {
      expect(sentence).not.toMatch(/[A-Z]{3,}|[A-Z]+_[A-Z]/);
      expect(sentence).not.toMatch(/\b[a-z][a-z0-9]*:\S|\bAM28|\bGM\d|\borg_/);
    }
  });

  test("explanations are whole sentences, titles are none", () => {
    expect(gapExplanation(missing, names, language)).toMatch(/^[A-Z].*\.$/);
    expect(gapTitle({ ...missing, organisations: [b, a] }, names, language)).not.toMatch(/\.$/);
  });

  test("each condition of a filter is spelled out", () => {
    const words = noPathExplanation(noPath("FILTERED_OUT", {}, everyCondition), names, language);
    expect(words.split("; ").length).toBeGreaterThanOrEqual(everyConditionCount);
  });
});

const everyConditionCount = Object.keys(everyCondition).length;

test("English and Dutch never say the same", () => {
  const dutch = new Set(everySentence("NL"));
  expect(everySentence("EN").filter((sentence) => dutch.has(sentence))).toEqual([]);
});

// ---- what is said

test("gapTitle() says what is not recorded, not what is not there", () => {
  expect(gapTitle(missing, names, "EN")).toBe(
    "No partnership between Technasium and Bakker B.V. is recorded",
  );
  expect(gapTitle(isolated, names, "NL")).toBe("Van Technasium is geen lopende samenwerking vastgelegd");
});

test("gapExplanation() of a missing link names the region, the day and every reason", () => {
  expect(gapExplanation(missing, names, "EN")).toBe(
    "Technasium and Bakker B.V. both lie in Zuid-Kennemerland, and up to 24 November 2026 no partnership is recorded " +
      "that both are party to. They have 1 partner in common: Techport. By themselves or " +
      "through their partnerships they share 1 sector: mechanical engineering.",
  );
  expect(gapExplanation(missing, names, "NL")).toBe(
    "Technasium en Bakker B.V. liggen allebei in Zuid-Kennemerland, en tot en met 24 november 2026 is geen samenwerking " +
      "vastgelegd waarin beide partij zijn. Ze hebben 1 gemeenschappelijke partner: Techport. Zelf of door " +
      "hun samenwerkingen hebben ze 1 gemeenschappelijke sector: machinebouw.",
  );
});

test("gapExplanation() of an isolated organisation says when it last had a partnership", () => {
  expect(gapExplanation(isolated, names, "EN")).toBe(
    "On 24 November 2026 no active partnership of Technasium is recorded, in Zuid-Kennemerland or elsewhere. " +
      "The last day on which it had one was 30 June 2024. Going by what brought others together before, here or elsewhere, " +
      "about one new partner every 4 years is to be expected in Zuid-Kennemerland. In Zuid-Kennemerland, 12 other organisations " +
      "that count here share a sector with it.",
  );
  expect(gapExplanation(isolated, names, "NL")).toBe(
    "Op 24 november 2026 is van Technasium geen lopende samenwerking vastgelegd, in Zuid-Kennemerland of daarbuiten. " +
      "De laatste dag waarop er een liep, was 30 juni 2024. Afgaande op wat anderen eerder bijeenbracht, hier of elders, is in " +
      "Zuid-Kennemerland ongeveer één nieuwe partner in de 4 jaar te verwachten. In Zuid-Kennemerland delen 12 andere organisaties " +
      "die hier meetellen, een sector met deze organisatie.",
  );
});

test("gapTitle() and gapExplanation() of a group apart name some and count all", () => {
  expect(gapTitle(split, names, "EN")).toBe(
    "Number 1, Number 2 and 5 others form a group apart in Zuid-Kennemerland",
  );
  expect(gapExplanation(split, names, "EN")).toBe(
    "On 24 November 2026 the recorded partnerships within Zuid-Kennemerland connect Number 1, Number 2, Number 3, Number 4 and " +
      "3 others with each other, 7 in all, and with nobody of the largest group, which counts 1,200. " +
      "No organisations outside Zuid-Kennemerland are recorded as tying them to it either.",
  );
  expect(gapExplanation({ ...split, tiedOutside: true }, names, "NL")).toContain(
    "Organisaties buiten Zuid-Kennemerland verbinden hen er wel mee.",
  );
});

test("gapExplanation() of a point of failure names who is cut off", () => {
  expect(gapExplanation(hub, names, "EN")).toBe(
    "On 24 November 2026 the recorded partnerships within Zuid-Kennemerland connect 2 organisations with the rest of " +
      "the largest group through Techport alone: Technasium and Bakker B.V.",
  );
  const partnership = { ...hub, organisation: null, partnership: "par_1" as PartnershipId };
  expect(gapTitle(partnership, names, "NL")).toBe(
    "Zonder de samenwerking van Techport raken 2 organisaties in Zuid-Kennemerland los",
  );
});

test("gapTitle() and gapExplanation() of a missing kind speak of the sector and of kinds in words", () => {
  expect(gapTitle(lacking, names, "EN")).toBe(
    "No companies or government bodies are recorded in the active partnerships of the sector mechanical engineering in Zuid-Kennemerland",
  );
  expect(gapExplanation(lacking, names, "NL")).toBe(
    "In Zuid-Kennemerland werken 2 organisaties in de sector machinebouw. Op 24 november 2026 zijn van hen 3 lopende " +
      "samenwerkingen vastgelegd, zonder bedrijven of overheden als partij.",
  );
});

test("gapExplanation() of a dormant partnership says the last day on which it ran", () => {
  expect(gapExplanation({ ...ended, partnership: "par_4" as PartnershipId }, names, "EN")).toBe(
    "The last day of the partnership of Technasium and Bakker B.V. was 31 December 2025. On 24 November 2026 they " +
      "share no active partnership that is recorded.",
  );
});

// Once it was called by those of its parties that lie in the region, and in lists by all of them.
test("gapTitle() and gapExplanation() call a partnership by its parties, with its kind and first day", () => {
  const partnership = "par_3" as PartnershipId;
  expect(gapTitle({ ...ended, partnership }, names, "EN")).toBe(
    "The partnership of Technasium, Techport and 2 others ended, and no renewal is recorded",
  );
  expect(gapExplanation({ ...ended, partnership }, names, "EN")).toBe(
    "The last day of the partnership of Technasium, Techport, Bakker B.V. and Number 9 (a project, begun on 1 September 2020) was " +
      "31 December 2025. On 24 November 2026 Technasium and Bakker B.V. share no active partnership that is recorded.",
  );
  expect(gapExplanation({ ...ended, partnership, organisations: many }, names, "NL")).toBe(
    "De laatste dag van de samenwerking van Technasium, Techport, Bakker B.V. en Number 9 (een project, begonnen op 1 september 2020) " +
      "was 31 december 2025. Op 24 november 2026 is van ten minste twee van de partijen in Zuid-Kennemerland geen lopende " +
      "samenwerking met elkaar vastgelegd.",
  );
  expect(gapExplanation({ ...hub, organisation: null, partnership }, names, "EN")).toContain(
    "through the partnership of Technasium, Techport, Bakker B.V. and Number 9 (a project, begun on 1 September 2020) alone: ",
  );
});

// Once a closed gap still said that no partnership is recorded.
test("gapTitle() and gapExplanation() of a closed gap say what was missing, and what closed it", () => {
  const closed: ToldGap = { ...missing, decision: closedBy("par_2") };
  expect(gapTitle(closed, names, "EN")).toBe(
    "No partnership between Technasium and Bakker B.V. was recorded",
  );
  expect(gapExplanation(closed, names, "EN")).toBe(
    "Technasium and Bakker B.V. both lie in Zuid-Kennemerland, and up to 24 November 2026 no partnership was recorded " +
      "that both were party to. It was closed by a placement of Technasium and Bakker B.V., begun on 1 March 2027.",
  );
  expect(gapTitle(closed, names, "NL")).toBe(
    "Tussen Technasium en Bakker B.V. was geen samenwerking vastgelegd",
  );
  expect(gapExplanation({ ...closed, decision: closedBy("par_3") }, names, "NL")).toContain(
    "Deze witte vlek is opgevuld door een project van Technasium, Techport, Bakker B.V. en Number 9, begonnen op 1 september 2020 en later vastgelegd.",
  );
  expect(gapExplanation({ ...closed, decision: closedBy("par_4") }, names, "EN")).toContain(
    "It was closed by a partnership of Technasium and Bakker B.V., recorded later without a first day.",
  );
});

test("mendingText() names every party, however many, and says what speaks for the first suggestion", () => {
  const reasons = [reasonOf("NEAR", { value: 3 })];
  const suggestions = [
    { organisations: [a, c, b], score: 1, reasons },
    { organisations: [a, b], score: 0.5, reasons: [] },
  ];
  expect(mendingText({ ...split, suggestions }, names, "EN")).toBe(
    "A partnership of Technasium, Techport and Bakker B.V. would mend it. They lie about 3 kilometres apart.",
  );
  const pair = [a, b] as const;
  const told = [...reasons, reasonOf("SAME_REGION", { region: "GM0392" as RegionCode })];
  const larger = { ...suggestions[0], reasons: told.map((one) => ({ ...one, pair })) };
  expect(mendingText({ ...split, suggestions: [larger] }, names, "EN")).toBe(
    "A partnership of Technasium, Techport and Bakker B.V. would mend it. " +
      "Technasium and Bakker B.V.: They lie about 3 kilometres apart. Both lie in Haarlem.",
  );
  expect(mendingText({ ...ended, suggestions: suggestions.slice(1) }, names, "NL")).toBe(
    "Voorstel: een samenwerking van Technasium en Bakker B.V.",
  );
});

test("gapTitle() and gapExplanation() of an unmet norm say whom or where it judges, and how much is recorded", () => {
  const region = { organisation: null, judgedRegion: "GM0392" as RegionCode, expected: 4 };
  const told = (given: Partial<UnmetNorm>, language: Language) =>
    gapExplanation({ ...unmet, ...given }, names, language);
  expect(gapTitle(unmet, names, "EN")).toBe(
    "Technasium does not meet the norm “A company”, as far as is recorded",
  );
  expect(gapTitle({ ...unmet, ...region }, names, "NL")).toBe(
    "In Haarlem is volgens wat is vastgelegd niet voldaan aan de norm “Een bedrijf”",
  );
  expect(told({}, "EN")).toBe("Each has a company. On 24 November 2026 Technasium has none on record.");
  expect(told({ expected: 3, observed: 2 }, "NL")).toBe(
    "Elk heeft een bedrijf. Op 24 november 2026 zijn er van Technasium 2 van de 3 verwachte vastgelegd.",
  );
  expect(told({ ...region, observed: 1 }, "EN")).toBe(
    "Each has a company. On 24 November 2026 the recorded partnership in Haarlem that comes nearest to it has 1 of the 4 " +
      "parties that are expected.",
  );
  expect(told(region, "NL")).toBe(
    "Elk heeft een bedrijf. Op 24 november 2026 is in Haarlem geen samenwerking vastgelegd met een van de 4 verwachte partijen.",
  );
  expect(mendingText(unmet, names, "EN")).toMatch(/^There is nobody to suggest: /);
});

test("mendingText() says why there is nobody to suggest, where that can be", () => {
  for (const language of languages) {
    for (const gap of [isolated, lacking]) expect(mendingText(gap, names, language)).toMatch(/^[A-Z].*\.$/);
    expect(mendingText(split, names, language)).toBe("");
  }
});

test("gapKindName() calls every kind by words", () => {
  for (const language of languages)
    for (const kind of gapKinds) expect(gapKindName(kind, language)).toMatch(/^[A-Z][a-z]+ [a-z ]+$/);
});

test("gapExplanation() says that a filter held", () => {
  const filtered = { ...isolated, question: askedIn({ ...noFilter, minStrength: 4 }) };
  expect(gapTitle(filtered, names, "EN")).toBe(
    "No active partnership of Technasium is recorded that meets the conditions",
  );
  expect(gapExplanation(filtered, names, "NL")).toContain("die aan de voorwaarden voldoet");
});

test("reasonText() counts partners and names the first five", () => {
  const organisations = Array.from({ length: 7 }, (_, i) => `org_${i + 1}` as OrganisationId);
  const many = reasonOf("SHARED_PARTNERS", { value: 7, organisations });
  expect(reasonText(many, names, "EN")).toBe(
    "They have 7 partners in common: Number 1, Number 2, Number 3, Number 4 and 3 others.",
  );
  expect(reasonText(many, names, "NL")).toBe(
    "Ze hebben 7 gemeenschappelijke partners: Number 1, Number 2, Number 3, Number 4 en 3 anderen.",
  );
});

test("reasonText() does not name a sector that is called by its code", () => {
  const sectors = ["sbi2008:28", "sbi2008:99"] as SectorCode[];
  expect(reasonText(reasonOf("SAME_SECTOR", { value: 2, sectors }), names, "EN")).toBe(
    "By themselves or through their partnerships they share 2 sectors: mechanical engineering; 1 other.",
  );
  expect(reasonText(reasonOf("SAME_SECTOR", { value: 1, sectors: sectors.slice(1) }), names, "NL")).toBe(
    "Zelf of door hun samenwerkingen hebben ze 1 gemeenschappelijke sector.",
  );
});

test("reasonText() rounds distances as people say them", () => {
  expect(reasonText(reasonOf("NEAR", { value: 0.3 }), names, "EN")).toBe(
    "They lie less than a kilometre apart.",
  );
  expect(reasonText(reasonOf("NEAR", { value: 1.2 }), names, "EN")).toBe("They lie about 1 kilometre apart.");
  expect(reasonText(reasonOf("NEAR", { value: 12.6 }), names, "NL")).toBe(
    "Ze liggen ongeveer 13 kilometer van elkaar.",
  );
});

test("noPathExplanation() gives the reason in words, and what would help", () => {
  expect(noPathExplanation(noPath("TOO_FAR"), names, "EN")).toBe(
    "There is a way from Technasium to Bakker B.V., but it takes more than 3 steps. Allow more steps, up to 8.",
  );
  expect(noPathExplanation(noPath("NOT_CONNECTED"), names, "EN")).toBe(
    "No chain of recorded partnerships leads from Technasium to Bakker B.V., whatever the conditions. " +
      "Technasium can reach 12 other organisations; Bakker B.V. can reach no other organisation. " +
      "A new partnership between the two groups would connect them.",
  );
  expect(noPathExplanation(noPath("NO_PARTNERS"), names, "NL")).toBe(
    "Van Bakker B.V. is geen enkele samenwerking vastgelegd, zodat daar geen weg kan eindigen. Leg er een eerste samenwerking vast.",
  );
});

test("noPathExplanation() does not send on to more steps than can be asked for", () => {
  const answer = noPath("TOO_FAR", { question: askedOf({ maxHops: 8 }), leastHops: 9 });
  expect(noPathExplanation(answer, names, "EN")).toContain(
    "but it takes more than 8 steps. At most 8 can be asked for; a new partnership along it would shorten it.",
  );
  expect(noPathExplanation(noPath("TOO_FAR", { leastHops: 9 }), names, "EN")).toContain(
    "but it takes more than 8 steps, more than the 3 asked for. At most 8 can be asked for",
  );
});

test("noPathExplanation() says how many steps a way takes where that is known", () => {
  const answer = noPath("TOO_FAR", { leastHops: 5, hops: 5 });
  expect(noPathExplanation(answer, names, "EN")).toBe(
    "There is a way from Technasium to Bakker B.V., but it takes 5 steps, more than the 3 asked for. Allow 5 steps.",
  );
  expect(noPathExplanation(answer, names, "NL")).toBe(
    "Er is een weg van Technasium naar Bakker B.V., maar die telt 5 stappen, meer dan de gevraagde 3. Sta 5 stappen toe.",
  );
  const far = noPath("TOO_FAR", { leastHops: 11, hops: 11 });
  expect(noPathExplanation(far, names, "EN")).toContain(
    "it takes 11 steps, more than the 3 asked for. At most 8",
  );
});

test("noPathExplanation() says what was not found out in time", () => {
  const answer = noPath("VIA_UNREACHABLE", { isSettled: false });
  expect(noPathExplanation(answer, names, "EN")).toContain(
    "none of at most 3 steps that also passes Techport; whether there is a longer one took too long to find out.",
  );
  expect(noPathExplanation(answer, names, "NL")).toContain(
    "of er een langere is, was niet op tijd na te gaan.",
  );
});

test("noPathExplanation() writes a half-open period with its last day", () => {
  const where = { ...noFilter, activeBetween: { since: day, until: "2027-01-01" as CalendarDate } };
  expect(noPathExplanation(noPath("FILTERED_OUT", {}, where), names, "NL")).toContain(
    "alleen samenwerkingen die lopen tussen 24 november 2026 en 31 december 2026",
  );
});

test("noPathExplanation() names whom the way was to pass", () => {
  expect(noPathExplanation(noPath("VIA_UNREACHABLE"), names, "EN")).toContain(
    "none that also passes Techport",
  );
  const answer = noPath("TOO_FAR", { question: askedOf({ via: [c] }) });
  expect(noPathExplanation(answer, names, "NL")).toContain(
    "Er is een weg van Technasium naar Bakker B.V. langs Techport, maar die telt meer dan 3 stappen. Sta meer stappen toe, ten hoogste 8.",
  );
});

test("relaxationText() says what to change, and what that gives", () => {
  const question = askedOf({
    where: { ...noFilter, partnershipKinds: ["PROJECT"], minStrength: 3 },
    via: [c],
  });
  const dropped = relaxationOf("DROP_CONDITION", { question, filterFields: ["partnershipKinds"] });
  expect(relaxationText(dropped, names, "EN")).toBe(
    "Drop this condition: only projects. Then there is a way from Technasium to Bakker B.V. of 2 steps.",
  );
  const both = { ...dropped, filterFields: ["partnershipKinds", "minStrength"] as const };
  expect(relaxationText(both, names, "NL")).toBe(
    "Laat deze voorwaarden los: alleen projecten; alleen samenwerkingen van sterkte 3 of meer. " +
      "Dan is er een weg van Technasium naar Bakker B.V. van 2 stappen.",
  );
  const raised = relaxationOf("RAISE_MAX_HOPS", { question: askedOf({ maxHops: 1 }), maxHops: 2 });
  expect(relaxationText(raised, names, "EN")).toBe(
    "Allow 2 steps instead of 1. Then there is a way from Technasium to Bakker B.V.",
  );
  expect(relaxationText(relaxationOf("DROP_VIA", { question }), names, "NL")).toBe(
    "Vraag niet om langs Techport te gaan. Dan is er een weg van Technasium naar Bakker B.V. van 2 stappen.",
  );
  const mixed = { ...dropped, changes: ["DROP_CONDITION", "RAISE_MAX_HOPS"] as const, maxHops: 2 };
  expect(relaxationText({ ...mixed, question: { ...question, maxHops: 1 } }, names, "EN")).toBe(
    "Drop this condition: only projects. Allow 2 steps instead of 1. Then there is a way from Technasium to Bakker B.V.",
  );
});

test("introductionText() says who can bring whom where, over what, and how many partners it has", () => {
  expect(introductionText(stepOf(), names, "EN")).toBe(
    "Techport can bring Technasium to Bakker B.V. Recorded between Techport and Bakker B.V. is a project since " +
      "24 November 2026. Techport has 4 partners on record.",
  );
  const ended = {
    latest: latestOf("PLACEMENT", "2020-01-01" as CalendarDate),
    lastActive: "2020-12-31" as CalendarDate,
  };
  expect(introductionText(stepOf({ ...ended, partnershipCount: 3 }), names, "NL")).toBe(
    "Techport kan Technasium bij Bakker B.V. brengen. Tussen Techport en Bakker B.V. is vastgelegd: een stage van " +
      "1 januari 2020 tot en met 31 december 2020 en 2 andere samenwerkingen. Van Techport zijn 4 partners vastgelegd.",
  );
});

test("partnershipTitle() names the parties, three at most", () => {
  expect(partnershipTitle(["A", "B"], "EN")).toBe("A and B");
  expect(partnershipTitle(["A", "B", "C"], "NL")).toBe("A, B en C");
  expect(partnershipTitle(["A", "B", "C", "D"], "EN")).toBe("A, B and 2 others");
  expect(partnershipTitle(["A", "B", "C", "D", "E"], "NL")).toBe("A, B en 3 anderen");
  expect(
    partnershipTitle(
      Array.from({ length: 1202 }, () => "A"),
      "NL",
    ),
  ).toBe("A, A en 1.200 anderen");
});

test("decisionText() says what was decided, when, by whom and why, as far as that is known", () => {
  const at = "2026-05-01T23:30:00.000Z";
  const decision = { at, by: "Ada", note: "Gesprek in mei", closedBy: null } as const;
  expect(gapDecisionKinds.map((kind) => decisionText({ ...decision, kind }, "EN"))).toEqual([
    "The decision about it was taken back on 1 May 2026 by Ada: “Gesprek in mei”.",
    "It was accepted on 1 May 2026 by Ada: “Gesprek in mei”.",
    "It was dismissed on 1 May 2026 by Ada: “Gesprek in mei”.",
    "It was accepted on 1 May 2026 by Ada: “Gesprek in mei”.",
  ]);
  const bare = { at, by: null, note: null, closedBy: null } as const;
  expect(gapDecisionKinds.map((kind) => decisionText({ ...bare, kind }, "NL"))).toEqual([
    "Het besluit erover is teruggenomen op 1 mei 2026.",
    "Deze witte vlek is overgenomen op 1 mei 2026.",
    "Deze witte vlek is afgewezen op 1 mei 2026.",
    "Deze witte vlek is overgenomen op 1 mei 2026.",
  ]);
});

// "Both lie in Eindhoven" stood under a partnership of fourteen.
test("reasonText() says whom of a larger partnership it is about", () => {
  const pair = ["org_a", "org_b"] as unknown as readonly [OrganisationId, OrganisationId];
  const one = reasonOf("SAME_REGION", { region: "AM28" as RegionCode, pair });
  expect(reasonText(one, names, "EN")).toBe("Technasium and Bakker B.V.: Both lie in Zuid-Kennemerland.");
});
