/** Sectors by code, with how many records bear them, by pages. */
import type { Page, PageRequest } from "../domain/page.js";
import { pageOf } from "./keyset-page.js";
import type { SectorUse } from "./sectors.js";
import type { State } from "./state.js";

export function listSectors({ tables }: State, page: PageRequest): Page<SectorUse> {
  const codes = tables.sectors.codes();
  return pageOf(
    {
      ordering: "sectors",
      parts: ["text"],
      length: codes.length,
      passes: () => true,
      itemAt: (position) => tables.sectors.useOf(codes[position]),
      keyAt: (position) => [codes[position]],
    },
    page,
  );
}
