import type { Viewer } from "../../domain/access.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";

export interface DivisionCount {
  readonly division: string;
  readonly regionCount: number;
}

/** Lists the divisions that regions belong to, by code. From memory. */
export function listDivisions({ network: { network } }: Parts, viewer: Viewer): DivisionCount[] {
  admitReader(viewer, "list divisions");
  return network.divisions();
}
