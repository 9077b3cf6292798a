import type { Viewer } from "../../domain/access.js";
import type { CalendarDate } from "../../domain/calendar-date.js";
import {
  partnershipIdFrom,
  randomPartnershipId,
  type OrganisationId,
  type PartnershipId,
  type SectorCode,
} from "../../domain/ids.js";
import type {
  Partnership,
  PartnershipContent,
  PartnershipKind,
  Party,
  PartyRole,
} from "../../domain/partnership.js";
import { clip, faultsOfPartnership, faultsOfPartyCount } from "../../domain/record-rules.js";
import type { Store } from "../../store/store.js";
import { sortedOnce, type Given } from "../asked.js";
import { commitChange, type Decision, type Done } from "../change/commit-change.js";
import { findIds } from "../change/find-id.js";
import {
  checkIdIsFree,
  findTarget,
  refuseFaults,
  required,
  textAfter,
  valueAfter,
  type RecordCommand,
} from "../change/find-target.js";
import type { Parts } from "../parts.js";
import { admitWriter, refusal } from "../refuse.js";
import { quoted } from "../references.js";

export interface AskedParty {
  readonly organisation: string;
  readonly role: PartyRole;
}

export interface RecordPartnership extends RecordCommand {
  readonly title?: Given<string>;
  /** Null clears to OTHER, which a new one without a kind gets too. */
  readonly kind?: Given<PartnershipKind>;
  readonly parties?: Given<readonly AskedParty[]>;
  readonly since?: Given<CalendarDate>;
  readonly until?: Given<CalendarDate>;
  readonly strength?: Given<number>;
  readonly sectors?: Given<readonly string[]>;
  readonly source?: Given<string>;
}

/**
 * Records a partnership: amends the one that `ref` names or that bears one of the identifiers, else
 * makes a new one. An absent field keeps its value, null clears it, a list replaces the list.
 */
export async function recordPartnership(
  parts: Parts,
  viewer: Viewer,
  command: RecordPartnership,
): Promise<Done<PartnershipId>> {
  const known = command.ref ?? command.identifiers?.[0] ?? command.title;
  const action = typeof known === "string" ? `record partnership "${clip(known)}"` : "record partnership";
  admitWriter(viewer, action);
  return commitChange(parts, viewer, {
    action,
    operation: "recordPartnership",
    command,
    decide: () => decide(parts.store, action, command),
  });
}

async function decide(
  store: Store,
  action: string,
  command: RecordPartnership,
): Promise<Decision<PartnershipId>> {
  const before = await findTarget(store, "partnership", action, command);
  const id = before?.id ?? newId(command.identifiers ?? []);
  const parties = await partiesAfter(store, action, command.parties, before);
  const after = contentAfter(id, parties, before, command);
  refuseFaults(action, faultsOfPartnership(after));
  if (before === null && after.identifiers.length > 0)
    await checkIdIsFree(store, "partnership", action, id, after.identifiers);

  const unchanged = before !== null && isSame(after, contentAfter(id, before.parties, before, {}));
  return unchanged ? { id } : { id, put: { partnership: [after] } };
}

function newId(identifiers: readonly string[]): PartnershipId {
  return identifiers.length > 0 ? partnershipIdFrom(identifiers[0]) : randomPartnershipId();
}

async function partiesAfter(
  store: Store,
  action: string,
  given: RecordPartnership["parties"],
  before: Partnership | null,
): Promise<readonly Party[]> {
  const asked = valueAfter(given, null);
  if (given === undefined && before !== null) return before.parties;
  const list = required(action, "parties", asked, "two or more organisations");
  refuseFaults(action, faultsOfPartyCount(list.length));

  const ids = await findIds(
    store,
    "organisation",
    list.map(({ organisation }) => organisation),
  );
  const unknown = list.filter(({ organisation }) => !ids.has(organisation));
  if (unknown.length > 0) {
    const refs = quoted(new Set(unknown.map(({ organisation }) => organisation)));
    throw refusal("NOT_FOUND", action, `no organisation is known as ${refs}`);
  }
  const seen = new Set<OrganisationId>();
  return list.map(({ organisation, role }) => {
    const id = ids.get(organisation)!;
    if (seen.has(id))
      refuseFaults(action, [
        { field: "parties", value: clip(organisation), wanted: "each organisation once" },
      ]);
    seen.add(id);
    return { organisation: id, role };
  });
}

function contentAfter(
  id: PartnershipId,
  parties: readonly Party[],
  before: Partnership | null,
  command: RecordPartnership,
): PartnershipContent {
  return {
    id,
    identifiers: valueAfter(command.identifiers, before?.identifiers ?? null) ?? [],
    title: textAfter(command.title, before?.title ?? null),
    kind: valueAfter(command.kind, before?.kind ?? null) ?? "OTHER",
    parties: parties.map(({ organisation, role }) => ({ organisation, role })),
    since: valueAfter(command.since, before?.since ?? null),
    until: valueAfter(command.until, before?.until ?? null),
    strength: valueAfter(command.strength, before?.strength ?? null),
    sectors: sortedOnce(valueAfter(command.sectors, before?.sectors ?? null) ?? []) as SectorCode[],
    source: textAfter(command.source, before?.source ?? null),
  };
}

// Both sides come from contentAfter(), so that their fields are in the same order.
function isSame(a: PartnershipContent, b: PartnershipContent): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
