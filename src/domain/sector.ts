/** A sector: a field of work or study with a name. An open list: a code may be borne without being described here. */
import type { SectorCode } from "./ids.js";

export interface SectorContent {
  readonly code: SectorCode;
  readonly name: string;
  /** The name in Dutch, where it is known. */
  readonly nameNl: string | null;
}

export interface Sector extends SectorContent {
  readonly revision: number;
}
