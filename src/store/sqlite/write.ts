/** Writes one difference, inside a transaction that the adapter opens and ends. */
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
import { type Connection, isForeignKeyFailure, isUniqueFailure, keepPages } from "./connect.js";

/** How often progress is told, in records. */
const progressEvery = 1_000;

/** A write of so many records touches more pages, all over the trees, than are kept in memory otherwise. */
const largeWrite = 200_000;

/**
 * Prepares the statements once and returns what runs them. It throws CONFLICT for a difference that contradicts
 * the records; the caller rolls back.
 */
export function createWriter(connection: Connection): (write: StoreWrite) => WriteOutcome {
  const statements = prepare(connection);

  return function run(write) {
    const committed = statements.revisionOfWrite.get({ write: write.id });
    if (committed !== undefined) return { kind: "committed", revision: committed };

    const basis = statements.revision.get() ?? 0;
    if (basis !== write.basis || isRequestTaken(write)) return { kind: "stale" };

    const count = recordCountOf(write);
    const revision = count === 0 ? basis : basis + 1;
    if (count > 0) {
      const isLarge = count >= largeWrite;
      keepPages(connection, isLarge ? "many" : "few");
      try {
        if (isLarge && basis === 0) withoutIndexes(connection, () => writeRecords(write, revision));
        else writeRecords(write, revision);
      } finally {
        keepPages(connection, "few");
      }
      const { at, actor, operation, whole, put, removed } = changeOf(write, revision);
      const records = whole ? null : JSON.stringify({ put, removed });
      statements.putChange.run(revision, write.id, at, actor, operation, records);
      statements.setRevision.run(revision);
    }
    remember(write, revision);
    return { kind: "committed", revision };
  };

  function isRequestTaken({ request }: StoreWrite): boolean {
    return request !== undefined && statements.hasRequest.get(request.key, oldestRequest()) !== undefined;
  }

  function remember({ id, at, request }: StoreWrite, revision: number): void {
    if (request === undefined) return;
    statements.forgetRequests.run(oldestRequest());
    statements.putRequest.run(request.key, id, request.fingerprint, request.answer, revision, at);
  }

  // What records let go of comes first, so that identifiers can move from one to another.
  function writeRecords(write: StoreWrite, revision: number): void {
    const { region = [], sector = [], organisation = [], partnership = [] } = write.put;
    const { decision = [], weights = [] } = write.put;
    const { organisations = [], partnerships = [] } = write.removed ?? {};
    const each = progressOf(write);

    for (const { id } of organisation) statements.organisation.release(id);
    for (const id of organisations) statements.organisation.release(id);
    for (const { id } of partnership) statements.partnership.release(id);
    for (const id of partnerships) statements.partnership.release(id);

    for (const content of region) putRegion(content, revision);
    each(region, putWithin);
    each(sector, (content) => putSector(content, revision));
    each(organisation, (content) => putOrganisation(content, revision));
    // What lies in the order of ids is written in that order, so that one tree at a time is written all over.
    const byId = [...partnership].sort((a, b) => (a.id < b.id ? -1 : 1));
    each(partnership, (content) => putPartnership(content, revision), 0.5);
    each(byId, putParties, 0.5);

    each(partnerships, (id) => statements.removePartnership.run(id));
    each(organisations, removeOrganisation);

    each(decision, (content) => putDecision(content, revision));
    each(weights, (content) => putWeights(content, revision));
  }

  function putRegion({ code, name, division }: RegionContent, revision: number): void {
    statements.putRegion.run(code, name, division, revision);
  }

  function putWithin({ code, within }: RegionContent): void {
    statements.clearWithin.run(code);
    for (const around of within)
      refusing(
        () => statements.putWithin.run(code, around),
        () => regionUnknown("region", code, around),
        null,
      );
  }

  function putSector({ code, name, nameNl }: SectorContent, revision: number): void {
    statements.putSector.run(code, name, nameNl, revision);
  }

  function putOrganisation(content: OrganisationContent, revision: number): void {
    const { id, name, kind, identifiers, region, location, sectors, website } = content;
    const { latitude = null, longitude = null, postcode = null } = location ?? {};
    refusing(
      () =>
        statements.putOrganisation.run(
          id,
          keyOf(content),
          name,
          kind,
          JSON.stringify(identifiers),
          region,
          latitude,
          longitude,
          postcode,
          JSON.stringify(sectors),
          website,
          revision,
        ),
      () => regionUnknown("organisation", id, region ?? ""),
      () => identifierTaken("organisation", id, keyOf(content)),
    );
    statements.organisation.identify(content);
  }

  function putPartnership(content: PartnershipContent, revision: number): void {
    const { id, identifiers, title, kind, since, until, strength, sectors, source } = content;
    refusing(
      () =>
        statements.putPartnership.run(
          id,
          keyOf(content),
          JSON.stringify(identifiers),
          title,
          kind,
          since,
          until,
          strength,
          JSON.stringify(sectors),
          source,
          revision,
        ),
      null,
      () => identifierTaken("partnership", id, keyOf(content)),
    );
    statements.partnership.identify(content);
  }

  function putParties({ id, title, parties }: PartnershipContent): void {
    if (title !== null) for (const word of new Set(wordsOf(title))) statements.putWord.run(word, id);
    parties.forEach(({ organisation, role }, position) =>
      refusing(
        () => statements.putParty.run(id, position, organisation, role),
        () => partyUnknown(id, organisation),
        null,
      ),
    );
  }

  function removeOrganisation(id: string): void {
    refusing(
      () => statements.removeOrganisation.run(id),
      () => stillParty(id),
      null,
    );
  }

  function putDecision(content: GapDecisionContent, revision: number): void {
    const { gap, gapKind, region, subject, kind, note, at, by, lastSeen } = content;
    const kept = lastSeen === null ? null : JSON.stringify(lastSeen);
    refusing(
      () =>
        statements.putDecision.run(
          gap,
          gapKind,
          region,
          JSON.stringify(subject),
          kind,
          note,
          at,
          by,
          kept,
          revision,
        ),
      () => regionUnknown("gap decision", gap, region),
      null,
    );
  }

  function putWeights({ ranker, at, basis, weights, figures }: LearntWeightsContent, revision: number): void {
    statements.putWeights.run(ranker, at, basis, JSON.stringify(weights), JSON.stringify(figures), revision);
  }
}

/** Runs a statement and says what is missing, or taken, when one of its references or its key is refused. */
function refusing(
  statement: () => unknown,
  missing: (() => Error) | null,
  taken: (() => Error) | null,
): void {
  try {
    statement();
  } catch (error) {
    if (missing !== null && isForeignKeyFailure(error)) throw missing();
    if (taken !== null && isUniqueFailure(error)) throw taken();
    throw error;
  }
}

/** Returns what goes through a list and tells now and then how many records of the write are done; `share` says how much of each is. */
function progressOf({
  onProgress,
}: StoreWrite): <Item>(items: readonly Item[], put: (item: Item) => void, share?: number) => void {
  let done = 0;
  return (items, put, share = 1) => {
    for (const item of items) {
      put(item);
      done += share;
      if (done % progressEvery === 0) onProgress?.(done);
    }
  };
}

/**
 * Fills an empty store: indexes that only serve to find rows are made once everything is there, which sorts instead of
 * writing all over them.
 */
function withoutIndexes(connection: Connection, fill: () => void): void {
  const indexes = connection
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_schema where type = 'index' and sql is not null",
    )
    .all();
  for (const { name } of indexes) connection.exec(`drop index "${name}"`);
  fill();
  for (const { sql } of indexes) connection.exec(sql);
}

function prepare(connection: Connection) {
  return {
    revision: connection.prepare<[], number>("select revision from store").pluck(),
    setRevision: connection.prepare("update store set revision = ?"),
    revisionOfWrite: connection
      .prepare<{ write: string }, number>(
        `select revision from change where write = @write
         union all select revision from request where write = @write limit 1`,
      )
      .pluck(),
    hasRequest: connection.prepare("select 1 from request where key = ? and at >= ?"),
    putRequest: connection.prepare(
      "insert into request (key, write, fingerprint, answer, revision, at) values (?, ?, ?, ?, ?, ?)",
    ),
    forgetRequests: connection.prepare("delete from request where at < ?"),
    putChange: connection.prepare(
      "insert into change (revision, write, at, actor, operation, records) values (?, ?, ?, ?, ?, ?)",
    ),
    putRegion: connection.prepare(`
      insert into region (code, name, division, revision) values (?, ?, ?, ?)
      on conflict (code) do update set name = excluded.name, division = excluded.division, revision = excluded.revision`),
    clearWithin: connection.prepare("delete from region_within where region = ?"),
    putWithin: connection.prepare("insert into region_within (region, within) values (?, ?)"),
    putSector: connection.prepare(
      "insert or replace into sector (code, name, name_nl, revision) values (?, ?, ?, ?)",
    ),
    putOrganisation: connection.prepare(`
      insert into organisation
        (id, key, name, kind, identifiers, region, latitude, longitude, postcode, sectors, website, revision)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do update set key = excluded.key, name = excluded.name, kind = excluded.kind,
        identifiers = excluded.identifiers, region = excluded.region, latitude = excluded.latitude,
        longitude = excluded.longitude, postcode = excluded.postcode, sectors = excluded.sectors,
        website = excluded.website, revision = excluded.revision`),
    putPartnership: connection.prepare(`
      insert into partnership
        (id, key, identifiers, title, kind, since, until, strength, sectors, source, revision)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do update set key = excluded.key, identifiers = excluded.identifiers, title = excluded.title,
        kind = excluded.kind, since = excluded.since, until = excluded.until, strength = excluded.strength,
        sectors = excluded.sectors, source = excluded.source, revision = excluded.revision`),
    putParty: connection.prepare(
      "insert into party (partnership, position, organisation, role) values (?, ?, ?, ?)",
    ),
    putWord: connection.prepare("insert into partnership_word (word, partnership) values (?, ?)"),
    putDecision: connection.prepare(`
      insert or replace into gap_decision
        (gap, gap_kind, region, subject, kind, note, at, by, last_seen, revision)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    putWeights: connection.prepare(
      "insert or replace into learnt_weights (ranker, at, basis, weights, figures, revision) values (?, ?, ?, ?, ?, ?)",
    ),
    removePartnership: connection.prepare("delete from partnership where id = ?"),
    removeOrganisation: connection.prepare("delete from organisation where id = ?"),
    organisation: prepareOrganisations(connection),
    partnership: preparePartnerships(connection),
  };
}

interface Identified {
  readonly id: string;
  readonly identifiers: readonly string[];
}

function prepareOrganisations(connection: Connection) {
  const free = connection.prepare("update organisation set key = null where id = ?");
  const clear = connection.prepare("delete from organisation_identifier where organisation = ?");
  const put = connection.prepare(
    "insert or ignore into organisation_identifier (value, organisation) values (?, ?)",
  );

  return {
    /** Lets go of the key and identifiers of a record that is there. */
    release(id: string): void {
      if (free.run(id).changes > 0) clear.run(id);
    },
    identify({ id, identifiers }: Identified): void {
      for (const identifier of identifiers)
        if (put.run(identifier, id).changes === 0) throw identifierTaken("organisation", id, identifier);
    },
  };
}

function preparePartnerships(connection: Connection) {
  const free = connection.prepare("update partnership set key = null where id = ?");
  const clear = [
    connection.prepare("delete from partnership_identifier where partnership = ?"),
    connection.prepare("delete from partnership_word where partnership = ?"),
    connection.prepare("delete from party where partnership = ?"),
  ];
  const put = connection.prepare(
    "insert or ignore into partnership_identifier (value, partnership) values (?, ?)",
  );

  return {
    /** Lets go of the key, identifiers, title words and parties of a record that is there. */
    release(id: string): void {
      if (free.run(id).changes > 0) for (const statement of clear) statement.run(id);
    },
    identify({ id, identifiers }: Identified): void {
      for (const identifier of identifiers)
        if (put.run(identifier, id).changes === 0) throw identifierTaken("partnership", id, identifier);
    },
  };
}
