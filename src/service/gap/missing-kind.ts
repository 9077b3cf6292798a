/** Gaps of kind MISSING_KIND: a sector whose active partnerships have no party of education, of companies or of government. */
import type { MissingKind, SuggestedPartnership } from "../../domain/gap.js";
import type { OrganisationId } from "../../domain/ids.js";
import type { OrganisationKind } from "../../domain/organisation.js";
import type { Nearest, RegionSector } from "../../network/network.js";
import { limits } from "../limits.js";
import { closenessOf, inBoth, reason, sectorsOnce } from "./closeness.js";
import type { FoundGap, GapContext, GapFinder } from "./gap-finder.js";
import { gapIdOf } from "./gap-id.js";

/** Finds the sectors that miss a kind, scored by the organisations of the region in them. */
export const missingKinds: GapFinder = { kind: "MISSING_KIND", find };

/** The three without which a sector's network is not whole. */
const wantedKinds: readonly OrganisationKind[] = ["EDUCATION", "COMPANY", "GOVERNMENT"];

function find(context: GapContext): FoundGap[] {
  const { network, question, asOf } = context;
  const { region, where } = question;
  return network
    .regionSectorsOf({ region, where, asOf })
    .map((sector) => ({ ...sector, missing: wantedKinds.filter((kind) => !sector.kinds.has(kind)) }))
    .filter(
      ({ organisations, partnershipCount, missing }) =>
        organisations.length >= 2 && partnershipCount >= 1 && missing.length > 0,
    )
    .map((sector): FoundGap => {
      const id = gapIdOf(question, "MISSING_KIND", [sector.sector]);
      return {
        id,
        score: sector.organisations.length,
        concerns: (organisation) => sector.organisations.includes(organisation),
        describe: () => describe(context, sector, id),
      };
    });
}

interface Lacking extends RegionSector {
  readonly missing: readonly OrganisationKind[];
}

function describe(context: GapContext, lacking: Lacking, id: MissingKind["id"]): MissingKind {
  const { question, asOf } = context;
  const { sector, organisations, partnershipCount, missing } = lacking;
  return {
    kind: "MISSING_KIND",
    id,
    question,
    asOf,
    score: organisations.length,
    organisations,
    reasons: missing.map((organisationKind) =>
      reason("KIND_ABSENT", { value: partnershipCount, organisationKind, sectors: [sector] }),
    ),
    suggestions: suggestionsFor(context, lacking),
    sector,
    missing,
  };
}

/**
 * Suggests partnerships of an organisation in the sector with one of each missing kind, the nearest first.
 * None where a kind has nobody who passes; pairs, which mend the gap together, where the filter allows no
 * partnership with one of each.
 */
function suggestionsFor(context: GapContext, { organisations, missing }: Lacking): SuggestedPartnership[] {
  const { network, question } = context;
  const { region, where } = question;
  const { suggestions: limit } = limits;
  const found = missing.map((kind) =>
    network.nearestOrganisations({ kind, to: organisations, region, where, limit }),
  );
  if (found.some((nearest) => nearest.length === 0)) return [];
  if (missing.length + 1 > (where.maxParties ?? Infinity))
    return found.map(([nearest]) => toSuggestion(context, [nearest]));
  const count = Math.max(...found.map(({ length }) => length));
  return Array.from({ length: count }, (_, rank) =>
    toSuggestion(
      context,
      found.map((nearest) => nearest[Math.min(rank, nearest.length - 1)]),
    ),
  );
}

/**
 * A partnership of one of each kind with whom the first of them is near. Nearer ones score higher, unknown distances 0.
 * What speaks for it is what each of them has in common with that one.
 */
function toSuggestion({ network, asOf }: GapContext, parties: readonly Nearest[]): SuggestedPartnership {
  const [{ nearTo }] = parties;
  const sectorsOf = sectorsOnce(network, asOf);
  const others = new Set<OrganisationId>(parties.map((party) => party.organisation));
  others.delete(nearTo);
  return {
    organisations: [nearTo, ...others],
    score: parties.reduce(
      (sum, { distance }) => sum + (distance === null ? 0 : 0.5 ** (distance / limits.nearKilometres)),
      0,
    ),
    reasons: [...others].flatMap((other) => {
      const pair = [nearTo, other] as const;
      const reasons = closenessOf(network, pair, inBoth(sectorsOf(nearTo), sectorsOf(other)));
      return others.size > 1 ? reasons.map((one) => ({ ...one, pair })) : reasons;
    }),
  };
}
