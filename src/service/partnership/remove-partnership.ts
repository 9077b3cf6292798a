import type { Viewer } from "../../domain/access.js";
import type { PartnershipId } from "../../domain/ids.js";
import { clip } from "../../domain/record-rules.js";
import { commitChange, type Done, type RemoveRecord } from "../change/commit-change.js";
import { readNamed } from "../change/find-target.js";
import type { Parts } from "../parts.js";
import { admitWriter } from "../refuse.js";

/** Removes a partnership that was recorded by mistake; one that is over is ended instead. */
export async function removePartnership(
  parts: Parts,
  viewer: Viewer,
  command: RemoveRecord,
): Promise<Done<PartnershipId>> {
  const action = `remove partnership "${clip(command.ref)}"`;
  admitWriter(viewer, action);
  return commitChange(parts, viewer, {
    action,
    operation: "removePartnership",
    command,
    decide: async () => {
      const { id } = await readNamed(parts.store, "partnership", action, command);
      return { id, removed: { partnerships: [id] } };
    },
  });
}
