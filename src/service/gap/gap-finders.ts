import type { GapKind } from "../../domain/gap.js";
import { dormantPartnerships } from "./dormant-partnership.js";
import type { GapFinder } from "./gap-finder.js";
import { isolatedOrganisations } from "./isolated-organisation.js";
import { missingKinds } from "./missing-kind.js";
import { missingLinks } from "./missing-link.js";
import { singlePointsOfFailure } from "./single-point-of-failure.js";
import { splitNetworks } from "./split-network.js";
import { unmetNorms } from "./unmet-norm.js";

/** The finder of each kind. */
export const gapFinders: Readonly<Record<GapKind, GapFinder>> = {
  MISSING_LINK: missingLinks,
  ISOLATED_ORGANISATION: isolatedOrganisations,
  SPLIT_NETWORK: splitNetworks,
  UNMET_NORM: unmetNorms,
  SINGLE_POINT_OF_FAILURE: singlePointsOfFailure,
  MISSING_KIND: missingKinds,
  DORMANT_PARTNERSHIP: dormantPartnerships,
};
