import type { Viewer } from "../../domain/access.js";
import type { Organisation } from "../../domain/organisation.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";

/** Finds the organisation a ref names; null where it names none. From memory. */
export function findOrganisation(
  { network: { network } }: Parts,
  viewer: Viewer,
  ref: string,
): Organisation | null {
  admitReader(viewer, "find organisation");
  const id = network.findOrganisation(ref);
  return id && network.organisationOf(id);
}
