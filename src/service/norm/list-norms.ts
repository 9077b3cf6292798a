import type { Viewer } from "../../domain/access.js";
import type { Norm } from "../../domain/norm.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";

/** Lists what is expected of organisations and regions, by id. */
export function listNorms({ norms }: Parts, viewer: Viewer): readonly Norm[] {
  admitReader(viewer, "list norms");
  return norms;
}
