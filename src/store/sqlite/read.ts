/** Reads records, requests and changes. Each method is one look at one state of the file. */
import type { Change, KeptKind, Keys, Records } from "../../domain/change.js";
import type { PartnershipId } from "../../domain/ids.js";
import { wordsOf } from "../../domain/text-order.js";
import { oldestRequest } from "../request-age.js";
import type { PartnershipLabel, RememberedRequest, TitleMatch, TitleQuestion } from "../store.js";
import type { Connection } from "./connect.js";
import * as decode from "./decode.js";

/** How many candidates of a search are looked at before others get their turn. */
const candidatesAtOnce = 1_000;

/** Prepares the questions once; the tables must be up to date. */
export function createReader(connection: Connection) {
  const revision = connection.prepare<[], number>("select revision from store").pluck();
  const readers = {
    region: regionReader(connection),
    sector: sectorReader(connection),
    organisation: organisationReader(connection),
    partnership: partnershipReader(connection),
    decision: decisionReader(connection),
    weights: weightsReader(connection),
  } as { readonly [K in KeptKind]: RecordReader<K> };
  const ids = {
    organisation: connection
      .prepare<[string], string>("select organisation from organisation_identifier where value = ?")
      .pluck(),
    partnership: connection
      .prepare<[string], string>("select partnership from partnership_identifier where value = ?")
      .pluck(),
  };
  const changes = connection.prepare<[number, number], decode.ChangeRow>(
    "select revision, at, actor, operation, records from change where revision > ? order by revision limit ?",
  );
  const label = connection
    .prepare<[string], decode.LabelRow>(
      "select title, source, identifiers, revision from partnership where id = ?",
    )
    .raw();
  const request = connection.prepare<[string, string], RememberedRequest>(
    "select fingerprint, answer, revision from request where key = ? and at >= ?",
  );
  const search = createSearch(connection);

  return {
    revision(): number {
      return revision.get() ?? 0;
    },

    read<K extends KeptKind>(kind: K, keys: readonly Keys[K][]): Map<Keys[K], Records[K]> {
      return connection.transaction(() => {
        const records = new Map<Keys[K], Records[K]>();
        for (const key of keys) {
          const record = readers[kind].read(key);
          if (record !== null) records.set(key, record);
        }
        return records;
      })();
    },

    labels(keys: readonly PartnershipId[]): Map<PartnershipId, PartnershipLabel> {
      return connection.transaction(() => {
        const labels = new Map<PartnershipId, PartnershipLabel>();
        for (const key of keys) {
          const row = label.get(key);
          if (row !== undefined) labels.set(key, decode.toLabel(row));
        }
        return labels;
      })();
    },

    page<K extends KeptKind>(kind: K, after: string | null, limit: number): Records[K][] {
      return connection.transaction(() => readers[kind].page(after ?? "", limit))();
    },

    findIds<K extends "organisation" | "partnership">(
      kind: K,
      identifiers: readonly string[],
    ): Map<string, Keys[K]> {
      const found = new Map<string, Keys[K]>();
      for (const identifier of identifiers) {
        const id = ids[kind].get(identifier);
        if (id !== undefined) found.set(identifier, id as Keys[K]);
      }
      return found;
    },

    findRequest(key: string): RememberedRequest | null {
      return request.get(key, oldestRequest()) ?? null;
    },

    changes(after: number, limit: number): Change[] {
      return changes.all(after, limit).map(decode.toChange);
    },

    search,
  };
}

interface RecordReader<K extends KeptKind> {
  readonly read: (key: Keys[K]) => Records[K] | null;
  readonly page: (after: string, limit: number) => Records[K][];
}

function regionReader(connection: Connection): RecordReader<"region"> {
  const one = connection.prepare<[string], decode.RegionRow>("select * from region where code = ?");
  const next = connection.prepare<[string, number], decode.RegionRow>(pageQuestions.region);
  const within = connection
    .prepare<[string], string>("select within from region_within where region = ? order by within")
    .pluck();

  const complete = (row: decode.RegionRow) => decode.toRegion(row, within.all(row.code));
  return {
    read: (code) => orNull(one.get(code), complete),
    page: (after, limit) => next.all(after, limit).map(complete),
  };
}

function sectorReader(connection: Connection): RecordReader<"sector"> {
  const one = connection.prepare<[string], decode.SectorRow>("select * from sector where code = ?");
  const next = connection.prepare<[string, number], decode.SectorRow>(pageQuestions.sector);
  return {
    read: (code) => orNull(one.get(code), decode.toSector),
    page: (after, limit) => next.all(after, limit).map(decode.toSector),
  };
}

function organisationReader(connection: Connection): RecordReader<"organisation"> {
  const one = connection.prepare<[string], decode.OrganisationRow>("select * from organisation where id = ?");
  const next = connection.prepare<[string, number], decode.OrganisationRow>(pageQuestions.organisation);
  return {
    read: (id) => orNull(one.get(id), decode.toOrganisation),
    page: (after, limit) => next.all(after, limit).map(decode.toOrganisation),
  };
}

function partnershipReader(connection: Connection): RecordReader<"partnership"> {
  const one = connection.prepare<[string], decode.PartnershipRow>("select * from partnership where id = ?");
  const next = connection.prepare<[string, number], decode.PartnershipRow>(pageQuestions.partnership);
  const parties = connection
    .prepare<[string], decode.PartyRow>(
      "select organisation, role from party where partnership = ? order by position",
    )
    .raw();

  // A question per partnership, because the database is in this process: a join costs more than it saves.
  const complete = (row: decode.PartnershipRow) =>
    decode.toPartnership(row, parties.all(row.id).map(decode.toParty));
  return {
    read: (id) => orNull(one.get(id), complete),
    page: (after, limit) => next.all(after, limit).map(complete),
  };
}

function decisionReader(connection: Connection): RecordReader<"decision"> {
  const one = connection.prepare<[string], decode.DecisionRow>("select * from gap_decision where gap = ?");
  const next = connection.prepare<[string, number], decode.DecisionRow>(pageQuestions.decision);
  return {
    read: (gap) => orNull(one.get(gap), decode.toDecision),
    page: (after, limit) => next.all(after, limit).map(decode.toDecision),
  };
}

function weightsReader(connection: Connection): RecordReader<"weights"> {
  const one = connection.prepare<[string], decode.WeightsRow>(
    "select * from learnt_weights where ranker = ?",
  );
  const next = connection.prepare<[string, number], decode.WeightsRow>(pageQuestions.weights);
  return {
    read: (ranker) => orNull(one.get(ranker), decode.toWeights),
    page: (after, limit) => next.all(after, limit).map(decode.toWeights),
  };
}

function orNull<Row, Item>(row: Row | undefined, decodeRow: (row: Row) => Item): Item | null {
  return row === undefined ? null : decodeRow(row);
}

/** The next rows of each kind after a key: a range of one index, in its order. */
export const pageQuestions: Readonly<Record<KeptKind, string>> = {
  region: "select * from region where code > ? order by code limit ?",
  sector: "select * from sector where code > ? order by code limit ?",
  organisation: "select * from organisation where key > ? order by key limit ?",
  partnership: "select * from partnership where key > ? order by key limit ?",
  decision: "select * from gap_decision where gap > ? order by gap limit ?",
  weights: "select * from learnt_weights where ranker > ? order by ranker limit ?",
};

/** The partnerships of which an identifier equals a value, whole or after its scheme: a look at each of two indexes. */
export const identifiedQuestion = `
  with found (id) as (
    select partnership from partnership_identifier where value = @value
    union
    select partnership from partnership_identifier where substr(value, instr(value, ':') + 1) = @value
  )
  select id, title from found join partnership using (id)`;

type Identified = { readonly id: PartnershipId; readonly title: string | null };

type Candidate = { readonly word: string; readonly partnership: string; readonly title: string };

/**
 * The search for titles: goes through the partnerships that have a word beginning with the question's
 * rarest, a thousand at a time, and looks for the other words in their titles.
 */
function createSearch(connection: Connection) {
  const count = connection
    .prepare<[string, string], number>(
      "select count(*) from (select 1 from partnership_word where word >= ? and word < ? limit 10000)",
    )
    .pluck();
  const candidates = connection.prepare<[string, string, string, number], Candidate>(`
    select word, partnership, title from partnership_word join partnership on id = partnership
    where (word, partnership) > (?, ?) and word < ? order by word, partnership limit ?`);
  const identified = connection.prepare<{ value: string }, Identified>(identifiedQuestion);

  return async function search(question: TitleQuestion, limit: number): Promise<TitleMatch[] | null> {
    const { words, value } = question;
    const matches = new Map<string, TitleMatch>();
    for (const row of identified.iterate({ value })) matches.set(row.id, { ...row, identifierMatches: true });

    const rarest = rarestOf(words);
    for (let word = rarest, partnership = ""; rarest !== null && word !== null;) {
      const rows = candidates.all(word, partnership, endOf(rarest), candidatesAtOnce);
      for (const { partnership: id, title } of rows)
        if (!matches.has(id) && hasWords(title, words))
          matches.set(id, { id: id as PartnershipId, title, identifierMatches: false });

      if (matches.size > limit) return null;
      const last = rows.at(-1);
      if (last === undefined || rows.length < candidatesAtOnce) break;
      ({ word, partnership } = last);
      await new Promise(setImmediate);
    }
    return matches.size > limit ? null : [...matches.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  };

  function rarestOf(words: readonly string[]): string | null {
    const counts = words.map((word) => count.get(word, endOf(word)) ?? 0);
    return words.length === 0 ? null : words[counts.indexOf(Math.min(...counts))];
  }
}

/** Sorts after every word that begins with the prefix: no word has the last code point. */
function endOf(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}

function hasWords(title: string, prefixes: readonly string[]): boolean {
  if (prefixes.length === 1) return true;
  const words = wordsOf(title);
  return prefixes.every((prefix) => words.some((word) => word.startsWith(prefix)));
}
