/** The sectors, described or merely borne, and how many records bear each. */
import type { SectorCode } from "../domain/ids.js";
import type { Sector, SectorContent } from "../domain/sector.js";
import { compareCodePoints } from "../domain/text-order.js";

export interface SectorUse {
  readonly sector: SectorContent;
  readonly organisationCount: number;
  readonly partnershipCount: number;
}

type Bearer = "organisation" | "partnership";

export class SectorTable {
  readonly #described = new Map<SectorCode, SectorContent>();
  readonly #counts: Readonly<Record<Bearer, Map<SectorCode, number>>> = {
    organisation: new Map(),
    partnership: new Map(),
  };
  // Made when first asked for, and again after a sector comes or goes.
  #codes: SectorCode[] | null = null;

  put({ code, name, nameNl }: Sector): void {
    this.#described.set(code, { code, name, nameNl });
    this.#codes = null;
  }

  /** Counts a record's sectors in (`step` 1) or out again (-1). */
  count(bearer: Bearer, sectors: readonly SectorCode[], step: 1 | -1): void {
    const counts = this.#counts[bearer];
    for (const code of sectors) {
      const count = (counts.get(code) ?? 0) + step;
      if (count === 0) counts.delete(code);
      else counts.set(code, count);
      if (count === 0 || (count === 1 && step === 1)) this.#codes = null;
    }
  }

  /** The sector as described, else one whose name is its code; null where nothing describes or bears it. */
  sectorOf(code: SectorCode): SectorContent | null {
    const described = this.#described.get(code);
    if (described !== undefined) return described;
    return this.#counts.organisation.has(code) || this.#counts.partnership.has(code)
      ? { code, name: code, nameNl: null }
      : null;
  }

  useOf(code: SectorCode): SectorUse {
    return {
      sector: this.sectorOf(code) ?? { code, name: code, nameNl: null },
      organisationCount: this.#counts.organisation.get(code) ?? 0,
      partnershipCount: this.#counts.partnership.get(code) ?? 0,
    };
  }

  /** All codes, described or borne, in order. Borrowed. */
  codes(): readonly SectorCode[] {
    this.#codes ??= [
      ...new Set([
        ...this.#described.keys(),
        ...this.#counts.organisation.keys(),
        ...this.#counts.partnership.keys(),
      ]),
    ].sort(compareCodePoints);
    return this.#codes;
  }
}
