/** Regions by NAME, by pages. */
import type { RegionCode } from "../domain/ids.js";
import type { Page, PageRequest } from "../domain/page.js";
import { wordsOf } from "../domain/text-order.js";
import type { Region } from "../domain/region.js";
import { pageOf } from "./keyset-page.js";
import type { State } from "./state.js";

export interface RegionListQuestion {
  readonly division: string | null;
  /** Those inside it, however far down; it is not one of them. */
  readonly within: RegionCode | null;
  /** Those of whose name each word of it begins a word, and the one that has it for a code, in either case. */
  readonly search: string | null;
  readonly page: PageRequest;
}

export function listRegions(
  { tables }: State,
  { division, within, search, page }: RegionListQuestion,
): Page<RegionCode> {
  const regions = tables.regions.byName();
  const inside = within === null ? null : tables.regions.within(within);
  const matches = search === null ? null : searchTest(search);
  return pageOf(
    {
      ordering: "regions",
      parts: ["text", "text"],
      length: regions.length,
      passes: (position) => {
        const { region } = regions[position];
        return (
          (division === null || region.division === division) &&
          (inside === null || (region.code !== within && inside.has(region.code))) &&
          (matches === null || matches(region))
        );
      },
      itemAt: (position) => regions[position].region.code,
      keyAt: (position) => [regions[position].name, regions[position].region.code],
    },
    page,
  );
}

function searchTest(search: string): (region: Region) => boolean {
  const code = search.trim().toLowerCase();
  const wanted = wordsOf(search);
  return (region) => {
    if (region.code.toLowerCase() === code) return true;
    const words = wordsOf(region.name);
    return wanted.length > 0 && wanted.every((start) => words.some((word) => word.startsWith(start)));
  };
}
