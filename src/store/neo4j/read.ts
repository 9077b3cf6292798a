/** Reads records, requests and changes. Each function is the work of one transaction. */
import neo4j from "neo4j-driver";
import type { Change, KeptKind, Keys, Records } from "../../domain/change.js";
import type { PartnershipId } from "../../domain/ids.js";
import { oldestRequest } from "../request-age.js";
import type { PartnershipLabel, RememberedRequest, TitleMatch, TitleQuestion } from "../store.js";
import type { Row, Run } from "./connect.js";
import * as decode from "./decode.js";

export async function readRevision(run: Run): Promise<number> {
  const [row] = await run("MATCH (s:Store {name: 'schakel'}) RETURN s.revision AS revision");
  return row === undefined ? 0 : decode.toInteger(row.revision);
}

/** Reads records by key, in the order of the keys. */
export async function readRecords<K extends KeptKind>(
  run: Run,
  kind: K,
  keys: readonly Keys[K][],
): Promise<Map<Keys[K], Records[K]>> {
  const records = new Map<Keys[K], Records[K]>();
  const rows = await run(recordQuestions[kind], { keys: [...new Set(keys)] });
  // Neo4j promises no order.
  const found = new Map(rows.map((row) => [row.key as Keys[K], row]));
  for (const key of keys) {
    const row = found.get(key);
    if (row !== undefined) records.set(key, decoders[kind](row));
  }
  return records;
}

/** Reads the labels of partnerships by id, in the order of the ids, as plain rows. */
export async function readLabels(
  run: Run,
  ids: readonly PartnershipId[],
): Promise<Map<PartnershipId, PartnershipLabel>> {
  const rows = await run(labelQuestion, { ids: [...new Set(ids)] });
  const found = new Map(rows.map((row) => [row.id as PartnershipId, row]));
  const labels = new Map<PartnershipId, PartnershipLabel>();
  for (const id of ids) {
    const row = found.get(id);
    if (row !== undefined) labels.set(id, decode.toLabel(row));
  }
  return labels;
}

const labelQuestion = `UNWIND $ids AS id MATCH (p:Partnership {id: id})
RETURN id, p.title AS title, p.source AS source, p.identifiers AS identifiers, p.revision AS revision`;

export async function readPage<K extends KeptKind>(
  run: Run,
  kind: K,
  after: string | null,
  limit: number,
): Promise<Records[K][]> {
  const rows = await run(pageQuestions[kind], { after: after ?? "", limit: neo4j.int(limit) });
  return rows.map(decoders[kind]);
}

const decoders: { readonly [K in KeptKind]: (row: Row) => Records[K] } = {
  region: decode.toRegion,
  sector: decode.toSector,
  organisation: decode.toOrganisation,
  partnership: decode.toPartnership,
  decision: decode.toDecision,
  weights: decode.toWeights,
};

const asRegion = `properties(r) AS region, [(r)-[:WITHIN]->(around:Region) | around.code] AS within`;
const asSector = `properties(s) AS sector`;
const asOrganisation = `properties(o) AS organisation, head([(o)-[:LIES_IN]->(r:Region) | r.code]) AS region`;
const asPartnership = `p { .*, titleWords: null } AS partnership, parties, roles`;
const asDecision = `properties(d) AS decision, head([(d)-[:DECIDED_IN]->(r:Region) | r.code]) AS region`;
const asWeights = `properties(w) AS learnt`;

const withParties = `
CALL (p) {
  MATCH (o:Organisation)-[party:PARTY_TO]->(p)
  WITH o.id AS id, party.role AS role ORDER BY party.position
  RETURN collect(id) AS parties, collect(role) AS roles
}`;

const recordQuestions: Readonly<Record<KeptKind, string>> = {
  region: `UNWIND $keys AS key MATCH (r:Region {code: key}) RETURN key, ${asRegion}`,
  sector: `UNWIND $keys AS key MATCH (s:Sector {code: key}) RETURN key, ${asSector}`,
  organisation: `UNWIND $keys AS key MATCH (o:Organisation {id: key}) RETURN key, ${asOrganisation}`,
  partnership: `UNWIND $keys AS key MATCH (p:Partnership {id: key}) ${withParties} RETURN key, ${asPartnership}`,
  decision: `UNWIND $keys AS key MATCH (d:GapDecision {gap: key}) RETURN key, ${asDecision}`,
  weights: `UNWIND $keys AS key MATCH (w:LearntWeights {ranker: key}) RETURN key, ${asWeights}`,
};

/** The next records of each kind after a key: a range of one index, in its order. */
export const pageQuestions: Readonly<Record<KeptKind, string>> = {
  region: `MATCH (r:Region) WHERE r.code > $after WITH r ORDER BY r.code LIMIT $limit RETURN ${asRegion} ORDER BY r.code`,
  sector: `MATCH (s:Sector) WHERE s.code > $after WITH s ORDER BY s.code LIMIT $limit RETURN ${asSector} ORDER BY s.code`,
  organisation: `MATCH (o:Organisation) WHERE o.key > $after WITH o ORDER BY o.key LIMIT $limit RETURN ${asOrganisation} ORDER BY o.key`,
  partnership: `MATCH (p:Partnership) WHERE p.key > $after WITH p ORDER BY p.key LIMIT $limit ${withParties} RETURN ${asPartnership} ORDER BY p.key`,
  decision: `MATCH (d:GapDecision) WHERE d.gap > $after WITH d ORDER BY d.gap LIMIT $limit RETURN ${asDecision} ORDER BY d.gap`,
  weights: `MATCH (w:LearntWeights) WHERE w.ranker > $after WITH w ORDER BY w.ranker LIMIT $limit RETURN ${asWeights} ORDER BY w.ranker`,
};

/** Finds ids by identifier, in the order of the identifiers. */
export async function findIds<K extends "organisation" | "partnership">(
  run: Run,
  kind: K,
  identifiers: readonly string[],
): Promise<Map<string, Keys[K]>> {
  const rows = await run(identifierQuestions[kind], { identifiers: [...new Set(identifiers)] });
  const ids = new Map(rows.map(({ value, id }) => [value as string, id as Keys[K]]));
  const found = new Map<string, Keys[K]>();
  for (const identifier of identifiers) {
    const id = ids.get(identifier);
    if (id !== undefined) found.set(identifier, id);
  }
  return found;
}

const identifierQuestions = {
  organisation: `
UNWIND $identifiers AS value
MATCH (:OrganisationIdentifier {value: value})-[:IDENTIFIES]->(o:Organisation)
RETURN value, o.id AS id`,
  partnership: `
UNWIND $identifiers AS value
MATCH (:PartnershipIdentifier {value: value})-[:IDENTIFIES]->(p:Partnership)
RETURN value, p.id AS id`,
};

/** Stands before each word of a title, so that the text index finds words by how they begin. */
export const wordBreak = "  ";

/** Goes through the titles that have the question's longest word, as the index finds them. */
export async function searchPartnerships(
  run: Run,
  { words, value }: TitleQuestion,
  limit: number,
): Promise<TitleMatch[] | null> {
  const matches = new Map<string, TitleMatch>();
  for (const row of await run(identifiedQuestion, { value })) {
    const match = decode.toTitleMatch(row, true);
    matches.set(match.id, match);
  }

  if (words.length > 0) {
    const [longest, ...others] = [...words]
      .sort((a, b) => b.length - a.length)
      .map((word) => wordBreak + word);
    for (const row of await run(titleQuestion, { longest, others, limit: neo4j.int(limit + 1) })) {
      const match = decode.toTitleMatch(row, false);
      if (!matches.has(match.id)) matches.set(match.id, match);
    }
  }
  return matches.size > limit ? null : [...matches.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The partnerships of which an identifier equals a value, whole or after its scheme: a look at each of two indexes. */
export const identifiedQuestion = `
CALL () {
  MATCH (i:PartnershipIdentifier {value: $value}) RETURN i
  UNION
  MATCH (i:PartnershipIdentifier {afterScheme: $value}) RETURN i
}
MATCH (i)-[:IDENTIFIES]->(p:Partnership)
RETURN DISTINCT p.id AS id, p.title AS title`;

/** The titles with a word that begins as the first, and words that begin as each of the others. */
export const titleQuestion = `
MATCH (p:Partnership)
USING TEXT INDEX p:Partnership(titleWords)
WHERE p.titleWords CONTAINS $longest AND all(word IN $others WHERE p.titleWords CONTAINS word)
RETURN p.id AS id, p.title AS title LIMIT $limit`;

export async function findRequest(run: Run, key: string): Promise<RememberedRequest | null> {
  const [row] = await run(requestQuestion, { key, oldest: oldestRequest() });
  return row === undefined ? null : decode.toRequest(row);
}

const requestQuestion = `
MATCH (r:Request {key: $key}) WHERE r.at >= $oldest
RETURN r.fingerprint AS fingerprint, r.answer AS answer, r.revision AS revision`;

export async function readChanges(run: Run, after: number, limit: number): Promise<Change[]> {
  const rows = await run(changeQuestion, { after: neo4j.int(after), limit: neo4j.int(limit) });
  return rows.map(decode.toChange);
}

const changeQuestion = `
MATCH (c:Change) WHERE c.revision > $after WITH c ORDER BY c.revision LIMIT $limit
RETURN c.revision AS revision, c.at AS at, c.actor AS actor, c.operation AS operation, c.records AS records
ORDER BY c.revision`;
