/** Regions by NAME, by pages. */
import type { RegionCode } from "../domain/ids.js";
import type { Page, PageRequest } from "../domain/page.js";
import { pageOf } from "./keyset-page.js";
import type { State } from "./state.js";

export interface RegionListQuestion {
  readonly division: string | null;
  /** Those inside it, however far down; it is not one of them. */
  readonly within: RegionCode | null;
  readonly page: PageRequest;
}

export function listRegions(
  { tables }: State,
  { division, within, page }: RegionListQuestion,
): Page<RegionCode> {
  const regions = tables.regions.byName();
  const inside = within === null ? null : tables.regions.within(within);
  return pageOf(
    {
      ordering: "regions",
      parts: ["text", "text"],
      length: regions.length,
      passes: (position) => {
        const { region } = regions[position];
        return (
          (division === null || region.division === division) &&
          (inside === null || (region.code !== within && inside.has(region.code)))
        );
      },
      itemAt: (position) => regions[position].region.code,
      keyAt: (position) => [regions[position].name, regions[position].region.code],
    },
    page,
  );
}
