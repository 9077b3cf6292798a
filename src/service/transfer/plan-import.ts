/**
 * Decides what an import comes to: what to put, what stands already, what is refused and why.
 *
 * Kinds are taken in the order in which one may refer to another. A row that is refused still counts
 * as named, so that rows which refer to it are not refused for that.
 */
import { recordKinds, type Contents, type RecordKind, type Records } from "../../domain/change.js";
import type { OrganisationId, PartnershipId, RegionCode } from "../../domain/ids.js";
import type { Location, OrganisationContent } from "../../domain/organisation.js";
import { partyRoles, type Party, type PartnershipContent } from "../../domain/partnership.js";
import {
  clip,
  faultsOfOrganisation,
  faultsOfPartnership,
  faultsOfRegion,
  faultsOfSector,
  type Fault,
} from "../../domain/record-rules.js";
import type { RegionContent } from "../../domain/region.js";
import type { StatedOrganisation, StatedPartnership } from "../../exchange/decode.js";
import { fileOf } from "../../exchange/columns.js";
import type { ExchangeFolder, Statement } from "../../exchange/read-folder.js";
import type { Refusal } from "../../exchange/refusal.js";
import type { Store } from "../../store/store.js";
import { inBatches } from "./in-batches.js";
import type { ImportCounts } from "./import-report.js";
import { PartyFinder } from "./find-parties.js";
import { matchRecords, type Match, type Recorded } from "./match-records.js";
import { pagesOf } from "./pages-of.js";
import { regionsOnCycles } from "./region-cycles.js";

export interface ImportPlan {
  /** The revision at which everything was read. */
  readonly basis: number;
  /** Only records that differ from what is recorded. */
  readonly put: { readonly [K in RecordKind]: readonly Contents[K][] };
  readonly counts: Readonly<Record<RecordKind, ImportCounts>>;
  readonly refusals: readonly Refusal[];
}

/** Plans an import against what the store holds now. Tells `onChecked` how many rows of how many it has judged. */
export async function planImport(
  store: Store,
  folder: ExchangeFolder,
  onChecked: (done: number, total: number) => void,
): Promise<ImportPlan> {
  const basis = await store.readRevision();
  const draft = new Draft(folder, onChecked);
  const regions = await planRegions(store, draft);
  await planSectors(store, draft);
  const recorded = basis === 0 ? nothingRecorded : store;
  const organisations = await planOrganisations(recorded, draft, regions);
  await planPartnerships(recorded, draft, new PartyFinder(recorded, organisations));
  return draft.toPlan(basis);
}

/** A store to which nothing was ever written need not be asked about every row. */
const nothingRecorded: Recorded = {
  findIds: () => Promise.resolve(new Map()),
  read: () => Promise.resolve(new Map()),
};

/** What has been decided so far. */
class Draft {
  readonly put: { [K in RecordKind]: Contents[K][] } = {
    region: [],
    sector: [],
    organisation: [],
    partnership: [],
  };
  private readonly refusals: Refusal[];
  private readonly counts: Record<RecordKind, { added: number; changed: number; unchanged: number }>;
  private judged = 0;
  private readonly total: number;

  constructor(
    readonly folder: ExchangeFolder,
    private readonly onChecked: (done: number, total: number) => void,
  ) {
    this.refusals = [...folder.refusals];
    const none = () => ({ added: 0, changed: 0, unchanged: 0 });
    this.counts = { region: none(), sector: none(), organisation: none(), partnership: none() };
    this.total = recordKinds.reduce((sum, kind) => sum + folder.statements[kind].length, 0);
  }

  /** Settles a row: refused where anything is wrong with it, else put where it differs from what is recorded. */
  settle<K extends RecordKind>(
    kind: K,
    line: number,
    content: Contents[K],
    existing: Records[K] | undefined,
    faults: readonly Fault[],
  ): void {
    if (++this.judged % 1000 === 0 || this.judged === this.total) this.onChecked(this.judged, this.total);
    if (faults.length > 0) this.refuse(kind, line, faults);
    else if (existing === undefined) {
      this.counts[kind].added++;
      this.put[kind].push(content);
    } else if (holdsSame(content, existing)) this.counts[kind].unchanged++;
    else {
      this.counts[kind].changed++;
      this.put[kind].push(content);
    }
  }

  private refuse(kind: RecordKind, line: number, faults: readonly Fault[]): void {
    const file = this.folder.files[kind]!;
    for (const { field, value, wanted } of faults)
      this.refusals.push({ file, line, column: field, value, wanted });
  }

  toPlan(basis: number): ImportPlan {
    const order = recordKinds.map((kind) => this.folder.files[kind]);
    const refusals = [...this.refusals].sort(
      (a, b) => order.indexOf(a.file) - order.indexOf(b.file) || (a.line ?? 0) - (b.line ?? 0),
    );
    const refusedIn = (kind: RecordKind): number =>
      new Set(refusals.filter(({ file }) => file === this.folder.files[kind]).map(({ line }) => line)).size;
    const countsOf = (kind: RecordKind): ImportCounts => ({ ...this.counts[kind], refused: refusedIn(kind) });
    const counts = {
      region: countsOf("region"),
      sector: countsOf("sector"),
      organisation: countsOf("organisation"),
      partnership: countsOf("partnership"),
    };
    return { basis, put: this.put, counts, refusals };
  }
}

/** Says whether a recorded value holds all that a content says. The revision of a record is no part of it. */
function holdsSame(content: unknown, recorded: unknown): boolean {
  if (content === recorded) return true;
  if (typeof content !== "object" || typeof recorded !== "object" || content === null || recorded === null)
    return false;
  if (Array.isArray(content))
    return (
      Array.isArray(recorded) &&
      content.length === recorded.length &&
      content.every((item, i) => holdsSame(item, recorded[i]))
    );
  return Object.entries(content).every(([name, value]) =>
    holdsSame(value, (recorded as Record<string, unknown>)[name]),
  );
}

// ---- regions and sectors: known by their codes

/** Plans the regions and answers the codes of all that will be there. */
async function planRegions(store: Store, draft: Draft): Promise<ReadonlySet<RegionCode>> {
  const recorded = await readAllRegions(store);
  const statements = draft.folder.statements.region;
  const repeated = repeatedLines(statements, ({ code }) => code);
  const after = new Map<RegionCode, RegionContent>(recorded);
  for (const { stated } of statements)
    after.set(stated.code, { ...stated, within: stated.within ?? recorded.get(stated.code)?.within ?? [] });
  const known = new Set(after.keys());
  const onCycles = regionsOnCycles(after);

  for (const { line, stated, faults } of statements) {
    const within = stated.within ?? recorded.get(stated.code)?.within ?? [];
    const content: RegionContent = {
      code: stated.code,
      name: stated.name,
      division: stated.division,
      within,
    };
    const all = [
      ...faults,
      ...faultsOfRegion(content),
      ...repeatFaults("code", stated.code, repeated.get(line)),
    ];
    // Regions refer to later ones, which may stand beyond a cut or be stated anew there.
    if (draft.folder.cut !== "region") {
      for (const code of within)
        if (!known.has(code)) all.push({ field: "within", value: clip(code), wanted: regionWanted });
      if (onCycles.has(stated.code))
        all.push({
          field: "within",
          value: clip(within.join(";")),
          wanted: "regions that do not lie, however far up, within this one",
        });
    }
    draft.settle("region", line, content, recorded.get(stated.code), all);
  }
  return known;
}

const regionWanted = `the code of a region in the store or in ${fileOf("region").name}`;

async function readAllRegions(store: Store): Promise<Map<RegionCode, Records["region"]>> {
  const all = new Map<RegionCode, Records["region"]>();
  for await (const page of pagesOf(store, "region")) for (const region of page) all.set(region.code, region);
  return all;
}

async function planSectors(store: Store, draft: Draft): Promise<void> {
  const statements = draft.folder.statements.sector;
  const repeated = repeatedLines(statements, ({ code }) => code);
  const codes = statements.map(({ stated }) => stated.code);
  const recorded = await inBatches(codes, (batch) => store.read("sector", batch));
  for (const { line, stated, faults } of statements) {
    const existing = recorded.get(stated.code);
    const { code, name } = stated;
    const content = {
      code,
      name,
      nameNl: stated.nameNl === undefined ? (existing?.nameNl ?? null) : stated.nameNl,
    };
    const all = [...faults, ...faultsOfSector(content), ...repeatFaults("code", code, repeated.get(line))];
    draft.settle("sector", line, content, existing, all);
  }
}

/** By the line of each row that names what an earlier row named: the line of that one. */
function repeatedLines<Stated>(
  statements: readonly Statement<Stated>[],
  nameOf: (stated: Stated) => string,
): Map<number, number> {
  const firstLines = new Map<string, number>();
  const repeated = new Map<number, number>();
  for (const { line, stated } of statements) {
    const first = firstLines.get(nameOf(stated));
    if (first === undefined) firstLines.set(nameOf(stated), line);
    else repeated.set(line, first);
  }
  return repeated;
}

function repeatFaults(field: string, value: string, first: number | undefined): Fault[] {
  return first === undefined
    ? []
    : [{ field, value: clip(value), wanted: `each ${field} once; line ${first} has it` }];
}

// ---- organisations and partnerships: known by any of their identifiers

/** Plans the organisations and answers which record each row is about, with what it will bear. */
async function planOrganisations(
  recorded: Recorded,
  draft: Draft,
  regions: ReadonlySet<RegionCode>,
): Promise<Pick<Match<"organisation">, "id" | "identifiers">[]> {
  const rows: Pick<Match<"organisation">, "id" | "identifiers">[] = [];
  for await (const matches of matchRecords(recorded, "organisation", draft.folder.statements.organisation))
    for (const { statement, id, existing, identifiers, faults } of matches) {
      const { line, stated } = statement;
      const content = organisationContent(stated, id, identifiers, existing);
      const all = [...faults, ...notTold(faultsOfOrganisation(content), faults)];
      if (content.region !== null && content.region !== existing?.region && !regions.has(content.region))
        all.push({ field: "region", value: clip(content.region), wanted: regionWanted });
      draft.settle("organisation", line, content, existing, all);
      rows.push(content);
    }
  return rows;
}

function organisationContent(
  stated: StatedOrganisation,
  id: OrganisationId,
  identifiers: readonly string[],
  existing: Records["organisation"] | undefined,
): OrganisationContent {
  const { name, kind } = stated;
  const location: Location = {
    latitude: keptUnless(stated.latitude, existing?.location?.latitude),
    longitude: keptUnless(stated.longitude, existing?.location?.longitude),
    postcode: keptUnless(stated.postcode, existing?.location?.postcode),
  };
  const nowhere = location.latitude === null && location.longitude === null && location.postcode === null;
  return {
    id,
    name,
    kind,
    identifiers,
    region: keptUnless(stated.region, existing?.region),
    location: nowhere ? null : location,
    sectors: stated.sectors ?? existing?.sectors ?? [],
    website: keptUnless(stated.website, existing?.website),
  };
}

/** What is stated, null included; else what is recorded, null where nothing is. */
function keptUnless<Value>(
  stated: Value | null | undefined,
  recorded: Value | null | undefined,
): Value | null {
  return stated === undefined ? (recorded ?? null) : stated;
}

async function planPartnerships(recorded: Recorded, draft: Draft, parties: PartyFinder): Promise<void> {
  const { partnership: statements } = draft.folder.statements;
  for await (const matches of matchRecords(recorded, "partnership", statements)) {
    const found = await parties.find(
      new Set(matches.flatMap(({ statement }) => statement.stated.parties.map(({ ref }) => ref))),
    );
    for (const { statement, id, existing, identifiers, faults } of matches) {
      const { line, stated } = statement;
      const all = [...faults];
      const content = partnershipContent(stated, id, identifiers, partiesOf(stated, found, all), existing);
      all.push(...notTold(faultsOfPartnership(content), all));
      draft.settle("partnership", line, content, existing, all);
    }
  }
}

/** Resolves the parties of a row, telling those that are unknown or named twice by the ref that stands in the file. */
function partiesOf(
  { parties }: StatedPartnership,
  found: ReadonlyMap<string, OrganisationId>,
  faults: Fault[],
): Party[] {
  const seen = new Set<string>();
  return parties.map(({ ref, role }) => {
    const organisation = found.get(ref);
    if (organisation === undefined)
      faults.push({
        field: "parties",
        value: clip(ref),
        wanted: ref.includes("/") ? roleWanted : partyWanted,
      });
    // What is unknown stands for itself, so that it is counted.
    const named = organisation ?? (ref as OrganisationId);
    if (seen.has(named))
      faults.push({ field: "parties", value: clip(ref), wanted: "each organisation once" });
    seen.add(named);
    return { organisation: named, role };
  });
}

const partyWanted = `an organisation in the store or in ${fileOf("organisation").name}`;
/** What stands after a slash and is no role is taken for part of the ref. */
const roleWanted = `${partyWanted}, or one with a role after it: ${partyRoles.map((role) => `/${role}`).join(", ")}`;

function partnershipContent(
  stated: StatedPartnership,
  id: PartnershipId,
  identifiers: readonly string[],
  parties: readonly Party[],
  existing: Records["partnership"] | undefined,
): PartnershipContent {
  return {
    id,
    identifiers,
    title: keptUnless(stated.title, existing?.title),
    kind: stated.kind ?? existing?.kind ?? "OTHER",
    parties,
    since: keptUnless(stated.since, existing?.since),
    until: keptUnless(stated.until, existing?.until),
    strength: keptUnless(stated.strength, existing?.strength),
    sectors: stated.sectors ?? existing?.sectors ?? [],
    source: keptUnless(stated.source, existing?.source),
  };
}

/** The faults of a record that its row's own do not tell already: the id is the first identifier, a party has its ref. */
function notTold(faults: readonly Fault[], told: readonly Fault[]): Fault[] {
  const idIsWrong = told.some(({ field }) => field === "id");
  const partiesAreWrong = told.some(({ field }) => field === "parties");
  return faults.filter(({ field, value, isCount }) => {
    if (field === "identifiers" && idIsWrong) return !told.some((fault) => fault.value === value);
    if (field === "parties" && partiesAreWrong) return isCount;
    return true;
  });
}
