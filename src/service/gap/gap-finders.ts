import type { GapKind } from "../../domain/gap.js";
import type { GapFinder } from "./gap-finder.js";
import { isolatedOrganisations } from "./isolated-organisation.js";
import { missingLinks } from "./missing-link.js";

/** The finder of each kind. */
export const gapFinders: Readonly<Record<GapKind, GapFinder>> = {
  MISSING_LINK: missingLinks,
  ISOLATED_ORGANISATION: isolatedOrganisations,
};
