import type { Viewer } from "../../domain/access.js";
import type { CalendarDate } from "../../domain/calendar-date.js";
import type { PartnershipId } from "../../domain/ids.js";
import type { Partnership, PartnershipContent } from "../../domain/partnership.js";
import { clip } from "../../domain/record-rules.js";
import type { Store } from "../../store/store.js";
import { commitChange, type Command, type Decision, type Done } from "../change/commit-change.js";
import { readNamed } from "../change/find-target.js";
import type { Parts } from "../parts.js";
import { admitWriter, refusal } from "../refuse.js";

export interface EndPartnership extends Command {
  readonly ref: string;
  /** The first day on which it no longer runs. */
  readonly on: CalendarDate;
}

/** Ends a partnership: `on` becomes its `until`, also where it had another. Refused unless it began before. */
export async function endPartnership(
  parts: Parts,
  viewer: Viewer,
  command: EndPartnership,
): Promise<Done<PartnershipId>> {
  const action = `end partnership "${clip(command.ref)}"`;
  admitWriter(viewer, action);
  return commitChange(parts, viewer, {
    action,
    operation: "endPartnership",
    command,
    decide: () => decide(parts.store, action, command),
  });
}

async function decide(
  store: Store,
  action: string,
  command: EndPartnership,
): Promise<Decision<PartnershipId>> {
  const partnership = await readNamed(store, "partnership", action, command);
  const { id, since, until } = partnership;
  if (since !== null && command.on <= since) {
    const order = command.on === since ? "is also its" : "is before";
    throw refusal(
      "BAD_USER_INPUT",
      action,
      `until ${command.on} ${order} since ${since}, wanted a later day`,
    );
  }
  return until === command.on ? { id } : { id, put: { partnership: [ended(partnership, command.on)] } };
}

function ended(partnership: Partnership, until: CalendarDate): PartnershipContent {
  const { id, identifiers, title, kind, parties, since, strength, sectors, source } = partnership;
  return { id, identifiers, title, kind, parties, since, until, strength, sectors, source };
}
