/** Writes one difference: the work of one transaction, which may be run again after it was committed. */
import neo4j, { type Integer } from "neo4j-driver";
import type { GapDecisionContent } from "../../domain/gap-decision.js";
import { keyOf } from "../../domain/ids.js";
import type { LearntWeightsContent } from "../../domain/learnt-weights.js";
import type { OrganisationContent } from "../../domain/organisation.js";
import type { PartnershipContent } from "../../domain/partnership.js";
import type { RegionContent } from "../../domain/region.js";
import type { SectorContent } from "../../domain/sector.js";
import { wordsOf } from "../../domain/text-order.js";
import { changeOf, recordCountOf } from "../change-of.js";
import { identifierTaken, partyUnknown, regionUnknown, stillParty } from "../refusals.js";
import { oldestRequest } from "../request-age.js";
import type { StoreWrite, WriteOutcome } from "../store.js";
import type { Run } from "./connect.js";
import { toInteger } from "./decode.js";
import { wordBreak } from "./read.js";

/** Records and parties that one statement carries. */
const batchWeight = 2_000;

/**
 * Writes a difference, or answers what an earlier run of it came to. Throws CONFLICT for one that contradicts
 * the records; the transaction must then be given up.
 */
export async function writeDifference(run: Run, write: StoreWrite): Promise<WriteOutcome> {
  // The lock comes first, in a statement of its own: what is read after it nobody else can change.
  await run(lock, { write: write.id }, true);
  const [state] = await run(look, {
    write: write.id,
    key: write.request?.key ?? null,
    oldest: oldestRequest(),
  });
  if (state.committed !== null) return { kind: "committed", revision: toInteger(state.committed) };

  const basis = toInteger(state.revision);
  if (basis !== write.basis || state.isRequestTaken) return { kind: "stale" };

  const isEmpty = recordCountOf(write) === 0;
  const revision = isEmpty ? basis : basis + 1;
  if (!isEmpty) {
    await writeRecords(run, write, revision);
    await tellChange(run, write, revision);
  }
  await remember(run, write, revision);
  return { kind: "committed", revision };
}

const lock = "MATCH (s:Store {name: 'schakel'}) SET s.writer = $write";

const look = `
MATCH (s:Store {name: 'schakel'})
OPTIONAL MATCH (c:Change {write: $write})
OPTIONAL MATCH (answered:Request {write: $write})
OPTIONAL MATCH (taken:Request {key: $key}) WHERE taken.at >= $oldest
RETURN s.revision AS revision, coalesce(c.revision, answered.revision) AS committed, taken IS NOT NULL AS isRequestTaken`;

// What records let go of comes first, so that identifiers can move from one to another.
async function writeRecords(run: Run, write: StoreWrite, revision: number): Promise<void> {
  const { region = [], sector = [], organisation = [], partnership = [] } = write.put;
  const { decision = [], weights = [] } = write.put;
  const { organisations = [], partnerships = [] } = write.removed ?? {};
  const at = neo4j.int(revision);
  const tell = progressOf(write);

  const organisationIds = [...organisation.map(({ id }) => id), ...organisations];
  const partnershipIds = [...partnership.map(({ id }) => id), ...partnerships];
  for (const ids of batchesOf(organisationIds)) await run(releaseOrganisations, { ids });
  for (const ids of batchesOf(partnershipIds)) await run(releasePartnerships, { ids });

  for (const batch of batchesOf(region))
    await run(putRegions, { rows: batch.map(toRegionRow), revision: at });
  for (const batch of batchesOf(region)) tell(await putWithin(run, batch));
  for (const batch of batchesOf(sector)) tell(await putSectors(run, batch, at));

  await checkIdentifiers(run, "organisation", organisation);
  for (const batch of batchesOf(organisation)) tell(await putOrganisations(run, batch, at));
  await checkIdentifiers(run, "partnership", partnership);
  for (const batch of batchesOf(partnership, ({ parties }) => parties.length))
    tell(await putPartnerships(run, batch, at));

  for (const ids of batchesOf(partnerships)) tell(await removePartnerships(run, ids));
  for (const ids of batchesOf(organisations)) tell(await removeOrganisations(run, ids));

  for (const batch of batchesOf(decision)) tell(await putDecisions(run, batch, at));
  for (const batch of batchesOf(weights)) tell(await putWeights(run, batch, at));
}

/** Cuts a list into runs that a statement can carry. */
function* batchesOf<Item>(
  items: readonly Item[],
  weightOf: (item: Item) => number = () => 1,
): Generator<Item[]> {
  let batch: Item[] = [];
  let weight = 0;
  for (const item of items) {
    batch.push(item);
    weight += weightOf(item);
    if (weight < batchWeight) continue;
    yield batch;
    batch = [];
    weight = 0;
  }
  if (batch.length > 0) yield batch;
}

function progressOf({ onProgress }: StoreWrite): (count: number) => void {
  let done = 0;
  return (count) => {
    done += count;
    onProgress?.(done);
  };
}

const releaseOrganisations = `
UNWIND $ids AS id
MATCH (o:Organisation {id: id})
REMOVE o.key
WITH o OPTIONAL MATCH (o)-[lies:LIES_IN]->()
DELETE lies
WITH DISTINCT o MATCH (i:OrganisationIdentifier)-[:IDENTIFIES]->(o)
DETACH DELETE i`;

const releasePartnerships = `
UNWIND $ids AS id
MATCH (p:Partnership {id: id})
REMOVE p.key
WITH p OPTIONAL MATCH ()-[party:PARTY_TO]->(p)
DELETE party
WITH DISTINCT p MATCH (i:PartnershipIdentifier)-[:IDENTIFIES]->(p)
DETACH DELETE i`;

function toRegionRow({ code, name, division }: RegionContent) {
  return { code, name, division };
}

const putRegions = `
UNWIND $rows AS row
MERGE (r:Region {code: row.code})
SET r = row, r.revision = $revision`;

async function putWithin(run: Run, regions: readonly RegionContent[]): Promise<number> {
  await run(clearWithin, { codes: regions.map(({ code }) => code) });
  const rows = regions.flatMap(({ code, within }) => within.map((around) => ({ code, around })));
  const [put] = await run(putWithinRows, { rows });
  if (toInteger(put.count) < rows.length) {
    const [missing] = await run(findMissingAround, { rows });
    throw regionUnknown("region", String(missing.code), String(missing.around));
  }
  return regions.length;
}

const clearWithin = `
UNWIND $codes AS code
MATCH (:Region {code: code})-[within:WITHIN]->()
DELETE within`;

const putWithinRows = `
UNWIND $rows AS row
MATCH (r:Region {code: row.code}) MATCH (around:Region {code: row.around})
CREATE (r)-[:WITHIN]->(around)
RETURN count(*) AS count`;

const findMissingAround = `
UNWIND $rows AS row
OPTIONAL MATCH (r:Region {code: row.around})
WITH row, r WHERE r IS NULL
RETURN row.code AS code, row.around AS around LIMIT 1`;

async function putSectors(run: Run, sectors: readonly SectorContent[], revision: Integer): Promise<number> {
  const rows = sectors.map(({ code, name, nameNl }) => ({ code, name, nameNl }));
  await run(putSectorRows, { rows, revision });
  return sectors.length;
}

const putSectorRows = `
UNWIND $rows AS row
MERGE (s:Sector {code: row.code})
SET s = row, s.revision = $revision`;

/** Refuses identifiers that two records of the write claim, or one that is not in it has kept. */
async function checkIdentifiers(
  run: Run,
  kind: "organisation" | "partnership",
  records: readonly Identified[],
): Promise<void> {
  const claimed = new Map<string, string>();
  for (const { id, identifiers } of records)
    for (const identifier of identifiers) {
      if (claimed.has(identifier)) throw identifierTaken(kind, id, identifier);
      claimed.set(identifier, id);
    }
  for (const values of batchesOf([...claimed.keys()])) {
    const [taken] = await run(takenIdentifiers[kind], { values });
    if (taken === undefined) continue;
    const identifier = String(taken.value);
    throw identifierTaken(kind, claimed.get(identifier) ?? "", identifier);
  }
}

interface Identified {
  readonly id: string;
  readonly identifiers: readonly string[];
}

const takenIdentifiers = {
  organisation: "UNWIND $values AS value MATCH (:OrganisationIdentifier {value: value}) RETURN value LIMIT 1",
  partnership: "UNWIND $values AS value MATCH (:PartnershipIdentifier {value: value}) RETURN value LIMIT 1",
};

async function putOrganisations(
  run: Run,
  organisations: readonly OrganisationContent[],
  revision: Integer,
): Promise<number> {
  const rows = organisations.map(toOrganisationRow);
  const [put] = await run(putOrganisationRows, { rows, revision });
  if (toInteger(put.count) < rows.filter(({ region }) => region !== null).length) {
    const [missing] = await run(findMissingRegion, { rows });
    throw regionUnknown("organisation", String(missing.id), String(missing.region));
  }
  return organisations.length;
}

function toOrganisationRow(content: OrganisationContent) {
  const { id, name, kind, identifiers, region, location, sectors, website } = content;
  const key = keyOf(content);
  return { region, properties: { id, key, name, kind, identifiers, ...location, sectors, website } };
}

const putOrganisationRows = `
UNWIND $rows AS row
MERGE (o:Organisation {id: row.properties.id})
SET o = row.properties, o.revision = $revision
FOREACH (value IN row.properties.identifiers | CREATE (:OrganisationIdentifier {value: value})-[:IDENTIFIES]->(o))
WITH o, row WHERE row.region IS NOT NULL
MATCH (r:Region {code: row.region})
CREATE (o)-[:LIES_IN]->(r)
RETURN count(*) AS count`;

const findMissingRegion = `
UNWIND $rows AS row
WITH row WHERE row.region IS NOT NULL
OPTIONAL MATCH (r:Region {code: row.region})
WITH row, r WHERE r IS NULL
RETURN row.properties.id AS id, row.region AS region LIMIT 1`;

async function putPartnerships(
  run: Run,
  partnerships: readonly PartnershipContent[],
  revision: Integer,
): Promise<number> {
  const rows = partnerships.map(toPartnershipRow);
  const [put] = await run(putPartnershipRows, { rows, revision });
  if (toInteger(put.count) < rows.reduce((count, { parties }) => count + parties.length, 0)) {
    const [missing] = await run(findMissingParty, { rows });
    throw partyUnknown(String(missing.id), String(missing.party));
  }
  return partnerships.length;
}

function toPartnershipRow(content: PartnershipContent) {
  const { id, identifiers, title, kind, parties, since, until, strength, sectors, source } = content;
  return {
    properties: {
      id,
      key: keyOf(content),
      identifiers,
      title,
      titleWords:
        title === null
          ? null
          : wordsOf(title)
              .map((word) => wordBreak + word)
              .join(""),
      kind,
      since,
      until,
      // A number would arrive as a float.
      strength: strength === null ? null : neo4j.int(strength),
      sectors,
      source,
    },
    parties: parties.map(({ organisation }) => organisation),
    roles: parties.map(({ role }) => role),
  };
}

const putPartnershipRows = `
UNWIND $rows AS row
MERGE (p:Partnership {id: row.properties.id})
SET p = row.properties, p.revision = $revision
FOREACH (value IN row.properties.identifiers |
  CREATE (:PartnershipIdentifier {value: value, afterScheme: substring(value, size(split(value, ':')[0]) + 1)})
    -[:IDENTIFIES]->(p))
WITH p, row
UNWIND range(0, size(row.parties) - 1) AS position
MATCH (o:Organisation {id: row.parties[position]})
CREATE (o)-[:PARTY_TO {role: row.roles[position], position: position}]->(p)
RETURN count(*) AS count`;

const findMissingParty = `
UNWIND $rows AS row
UNWIND row.parties AS party
OPTIONAL MATCH (o:Organisation {id: party})
WITH row, party, o WHERE o IS NULL
RETURN row.properties.id AS id, party LIMIT 1`;

async function removePartnerships(run: Run, ids: readonly string[]): Promise<number> {
  await run("UNWIND $ids AS id MATCH (p:Partnership {id: id}) DETACH DELETE p", { ids });
  return ids.length;
}

async function removeOrganisations(run: Run, ids: readonly string[]): Promise<number> {
  const [party] = await run(findParty, { ids });
  if (party !== undefined) throw stillParty(String(party.id));
  await run("UNWIND $ids AS id MATCH (o:Organisation {id: id}) DETACH DELETE o", { ids });
  return ids.length;
}

const findParty = `
UNWIND $ids AS id
MATCH (o:Organisation {id: id}) WHERE EXISTS { (o)-[:PARTY_TO]->() }
RETURN id LIMIT 1`;

async function putDecisions(
  run: Run,
  decisions: readonly GapDecisionContent[],
  revision: Integer,
): Promise<number> {
  const rows = decisions.map(({ region, lastSeen, ...properties }) => ({
    region,
    properties: { ...properties, lastSeen: lastSeen === null ? null : JSON.stringify(lastSeen) },
  }));
  const [put] = await run(putDecisionRows, { rows, revision });
  if (toInteger(put.count) < rows.length) {
    const [missing] = await run(findMissingDecided, { rows });
    throw regionUnknown("gap decision", String(missing.gap), String(missing.region));
  }
  return decisions.length;
}

const putDecisionRows = `
UNWIND $rows AS row
MATCH (r:Region {code: row.region})
MERGE (d:GapDecision {gap: row.properties.gap})
SET d = row.properties, d.revision = $revision
MERGE (d)-[:DECIDED_IN]->(r)
RETURN count(*) AS count`;

const findMissingDecided = `
UNWIND $rows AS row
OPTIONAL MATCH (r:Region {code: row.region})
WITH row, r WHERE r IS NULL
RETURN row.properties.gap AS gap, row.region AS region LIMIT 1`;

async function putWeights(
  run: Run,
  learnt: readonly LearntWeightsContent[],
  revision: Integer,
): Promise<number> {
  const rows = learnt.map(({ ranker, at, basis, weights, figures }) => ({
    ranker,
    at,
    // A number would arrive as a float.
    basis: neo4j.int(basis),
    weights: JSON.stringify(weights),
    figures: JSON.stringify(figures),
  }));
  await run(putWeightsRows, { rows, revision });
  return learnt.length;
}

const putWeightsRows = `
UNWIND $rows AS row
MERGE (w:LearntWeights {ranker: row.ranker})
SET w = row, w.revision = $revision`;

async function tellChange(run: Run, write: StoreWrite, revision: number): Promise<void> {
  const { at, actor, operation, whole, put, removed } = changeOf(write, revision);
  const records = whole ? null : JSON.stringify({ put, removed });
  const change = { write: write.id, at, actor, operation, records };
  await run(putChange, { change, revision: neo4j.int(revision) });
}

const putChange = `
CREATE (c:Change) SET c = $change, c.revision = $revision
WITH c MATCH (s:Store {name: 'schakel'}) SET s.revision = $revision`;

async function remember(run: Run, { id, at, request }: StoreWrite, revision: number): Promise<void> {
  if (request === undefined) return;
  const { key, fingerprint, answer } = request;
  await run("MATCH (r:Request) WHERE r.at < $oldest DELETE r", { oldest: oldestRequest() });
  const row = { key, write: id, fingerprint, answer, at };
  await run("CREATE (r:Request) SET r = $row, r.revision = $revision", {
    row,
    revision: neo4j.int(revision),
  });
}
