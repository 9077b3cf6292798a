import type { Viewer } from "../../domain/access.js";
import type { RegionCode } from "../../domain/ids.js";
import type { Region } from "../../domain/region.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";

/** Finds a region by its code; null where none has it. From memory. */
export function findRegion({ network: { network } }: Parts, viewer: Viewer, code: string): Region | null {
  admitReader(viewer, "find region");
  return network.regionOf(code as RegionCode);
}
