import type { Viewer } from "../../domain/access.js";
import type {
  DecidableKind,
  DecidedGap,
  GapDecision,
  GapDecisionKind,
  KeptGapDecision,
} from "../../domain/gap-decision.js";
import type { GapId } from "../../domain/ids.js";
import { clip, limits as recordLimits } from "../../domain/record-rules.js";
import type { Given } from "../asked.js";
import { commitChange, type Decision, type Done } from "../change/commit-change.js";
import type { Parts } from "../parts.js";
import { admitWriter, refusal } from "../refuse.js";
import { decisionKeyOf, standing } from "./decisions.js";
import { findGap } from "./find-gap.js";
import { readGapId, type SpelledGap } from "./gap-id.js";

export interface DecideGap {
  readonly gap: string;
  /** CLOSED is refused: that is for a partnership to bring about. */
  readonly decision: GapDecisionKind;
  /** Absent or blank: none; a note of before is not kept. */
  readonly note?: Given<string>;
  readonly requestKey?: Given<string>;
}

/** What was decided, about which gap. */
export interface GapDecided extends Done<GapId> {
  /** As it is kept; null where nobody ever decided and nobody does now. */
  readonly decision: GapDecision | null;
}

/**
 * Decides about a gap that is there when the command comes, or was accepted and is closed. The decision attaches to its
 * kind, region and subject, and takes the place of the one before; OPEN takes it back. An accepted gap is kept as it is
 * seen then.
 */
export async function decideGap(parts: Parts, viewer: Viewer, command: DecideGap): Promise<GapDecided> {
  const action = `decide gap "${clip(command.gap)}"`;
  admitWriter(viewer, action);
  const { decision } = command;
  if (decision === "CLOSED")
    throw refusal("BAD_USER_INPUT", action, "decision is CLOSED, wanted ACCEPTED, DISMISSED or OPEN");
  const note = checkedNote(action, command.note);
  const spelled = readGapId(command.gap);
  if (spelled === null) throw unknownGap(action);

  // A ranking may take long: the changes of others do not wait for it, and it is not made again for them.
  await parts.network.catchUp(await parts.store.readRevision());
  const gap = await findGap(parts, viewer, command.gap);
  const done = await commitChange<GapId>(parts, viewer, {
    action,
    operation: "decideGap",
    command,
    decide: async (basis) => {
      // A command that is sent again is answered, also once its gap is gone.
      if (gap === null) throw unknownGap(action);
      await parts.network.catchUp(basis);
      return decide(keptAbout(parts, spelled), viewer, {
        spelled,
        gap,
        id: command.gap as GapId,
        decision,
        note,
      });
    },
  });
  return { ...done, decision: standing(keptAbout(parts, spelled)) };
}

interface Decided {
  readonly spelled: SpelledGap;
  readonly gap: DecidedGap;
  readonly id: GapId;
  readonly decision: DecidableKind;
  readonly note: string | null;
}

function decide(
  kept: KeptGapDecision | undefined,
  viewer: Viewer,
  { spelled, gap, id, decision, note }: Decided,
): Decision<GapId> {
  if (decision === (kept?.kind ?? "OPEN") && note === (kept?.note ?? null)) return { id };

  const { decision: before, ...seen } = gap;
  // A closed gap is not seen now: what is kept of it stays.
  const lastSeen = before?.kind === "CLOSED" ? (kept?.lastSeen ?? seen) : seen;
  const content = {
    gap: decisionKeyOf(spelled),
    gapKind: spelled.kind,
    region: spelled.region,
    subject: spelled.subject,
    kind: decision,
    note,
    at: new Date().toISOString(),
    by: viewer.anonymous ? null : viewer.name,
    lastSeen: decision === "ACCEPTED" ? lastSeen : null,
  };
  return { id, put: { decision: [content] } };
}

function keptAbout(parts: Parts, spelled: SpelledGap): KeptGapDecision | undefined {
  return parts.network.network.decisionsIn(spelled.region).get(decisionKeyOf(spelled));
}

function checkedNote(action: string, note: Given<string>): string | null {
  if (note === null || note === undefined || note.trim() === "") return null;
  // Lines and tabs are fine in a note.
  if (note.length <= recordLimits.text && !/[^\P{C}\n\r\t]/u.test(note)) return note;
  const wanted = `wanted at most ${recordLimits.text} characters without control characters`;
  throw refusal("BAD_USER_INPUT", action, `note is "${clip(note)}", ${wanted}`);
}

function unknownGap(action: string) {
  return refusal("NOT_FOUND", action, "no gap has this id, or none any more");
}
