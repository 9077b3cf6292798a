import type { Viewer } from "../../domain/access.js";
import type { Partnership } from "../../domain/partnership.js";
import { findId } from "../change/find-id.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";
import { readPartnerships } from "./read-partnerships.js";

/** Finds the partnership a ref names; null where it names none. From the store. */
export async function findPartnership(
  parts: Parts,
  viewer: Viewer,
  ref: string,
): Promise<Partnership | null> {
  admitReader(viewer, "find partnership");
  const id = await findId(parts.store, "partnership", ref);
  if (id === null) return null;
  const [partnership] = await readPartnerships(parts, viewer, [id]);
  return partnership;
}
