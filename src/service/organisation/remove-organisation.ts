import type { Viewer } from "../../domain/access.js";
import { noFilter } from "../../domain/filter.js";
import type { OrganisationId } from "../../domain/ids.js";
import { clip } from "../../domain/record-rules.js";
import { commitChange, type Decision, type Done, type RemoveRecord } from "../change/commit-change.js";
import { readNamed } from "../change/find-target.js";
import type { Parts } from "../parts.js";
import { admitWriter, refusal } from "../refuse.js";

/** Removes an organisation; CONFLICT while it is party to a partnership, ended ones included. */
export async function removeOrganisation(
  parts: Parts,
  viewer: Viewer,
  command: RemoveRecord,
): Promise<Done<OrganisationId>> {
  const action = `remove organisation "${clip(command.ref)}"`;
  admitWriter(viewer, action);
  return commitChange(parts, viewer, {
    action,
    operation: "removeOrganisation",
    command,
    decide: (basis) => decide(parts, action, command, basis),
  });
}

async function decide(
  { store, network }: Parts,
  action: string,
  command: RemoveRecord,
  basis: number,
): Promise<Decision<OrganisationId>> {
  const { id } = await readNamed(store, "organisation", action, command);
  // Only the network knows who is party to what. Should it be ahead of the basis, the write will be stale.
  await network.catchUp(basis);
  const known = network.network.organisationOf(id) !== null;
  const count = known ? network.network.partnershipsOf(id, noFilter).length : 0;
  if (count > 0) {
    const partnerships = count === 1 ? "1 partnership" : `${count} partnerships`;
    throw refusal("CONFLICT", action, `it is party to ${partnerships}; remove or amend those first`);
  }
  return { id, removed: { organisations: [id] } };
}
