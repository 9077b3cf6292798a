/** The filters as callers write them, and as the network takes them: refs resolved, lists in one order. */
import type { CalendarDate } from "../../domain/calendar-date.js";
import type { NetworkFilter, OrganisationFilter, PartnershipFilter } from "../../domain/filter.js";
import type { OrganisationId, RegionCode, SectorCode } from "../../domain/ids.js";
import type { OrganisationKind } from "../../domain/organisation.js";
import type { PartnershipKind } from "../../domain/partnership.js";
import {
  checkedList,
  checkedNumber,
  checkedPeriod,
  sortedOnce,
  type AskedPeriod,
  type Given,
} from "../asked.js";
import type { References } from "../references.js";

export interface AskedNetworkFilter {
  readonly organisationKinds?: Given<readonly OrganisationKind[]>;
  readonly regions?: Given<readonly string[]>;
  readonly organisationSectors?: Given<readonly string[]>;
  readonly without?: Given<readonly string[]>;
  readonly partnershipKinds?: Given<readonly PartnershipKind[]>;
  readonly partnershipSectors?: Given<readonly string[]>;
  readonly activeOn?: Given<CalendarDate>;
  readonly activeBetween?: Given<AskedPeriod>;
  readonly minStrength?: Given<number>;
  readonly maxParties?: Given<number>;
}

export interface AskedOrganisationFilter {
  readonly kinds?: Given<readonly OrganisationKind[]>;
  readonly regions?: Given<readonly string[]>;
  readonly sectors?: Given<readonly string[]>;
  readonly hasPartners?: Given<boolean>;
}

export interface AskedPartnershipFilter {
  readonly kinds?: Given<readonly PartnershipKind[]>;
  readonly sectors?: Given<readonly string[]>;
  readonly activeOn?: Given<CalendarDate>;
  readonly endsBetween?: Given<AskedPeriod>;
  readonly regions?: Given<readonly string[]>;
  readonly parties?: Given<readonly string[]>;
}

/**
 * Resolves a network filter. Filters that mean the same come out equal, whatever the order and
 * repeats of their lists. What is unknown is for `references.settle()` to report.
 */
export function resolveNetworkFilter(
  action: string,
  references: References,
  asked: Given<AskedNetworkFilter>,
): NetworkFilter {
  const where = asked ?? {};
  const lists = listsOf(action, references);
  return {
    organisationKinds: lists.values("organisationKinds", where.organisationKinds),
    regions: lists.regions("regions", where.regions),
    organisationSectors: lists.values(
      "organisationSectors",
      where.organisationSectors as Given<SectorCode[]>,
    ),
    without: lists.organisations("without", where.without),
    partnershipKinds: lists.values("partnershipKinds", where.partnershipKinds),
    partnershipSectors: lists.values("partnershipSectors", where.partnershipSectors as Given<SectorCode[]>),
    activeOn: where.activeOn ?? null,
    activeBetween: checkedPeriod(action, "activeBetween", where.activeBetween),
    minStrength: optionalNumber(action, "minStrength", where.minStrength, 1, 5),
    maxParties: optionalNumber(action, "maxParties", where.maxParties, 2, Infinity),
  };
}

export function resolveOrganisationFilter(
  action: string,
  references: References,
  asked: Given<AskedOrganisationFilter>,
): OrganisationFilter {
  const where = asked ?? {};
  const lists = listsOf(action, references);
  return {
    kinds: lists.values("kinds", where.kinds),
    regions: lists.regions("regions", where.regions),
    sectors: lists.values("sectors", where.sectors as Given<SectorCode[]>),
    hasPartners: where.hasPartners ?? null,
  };
}

export function resolvePartnershipFilter(
  action: string,
  references: References,
  asked: Given<AskedPartnershipFilter>,
): PartnershipFilter {
  const where = asked ?? {};
  const lists = listsOf(action, references);
  return {
    kinds: lists.values("kinds", where.kinds),
    sectors: lists.values("sectors", where.sectors as Given<SectorCode[]>),
    activeOn: where.activeOn ?? null,
    endsBetween: checkedPeriod(action, "endsBetween", where.endsBetween),
    regions: lists.regions("regions", where.regions),
    parties: lists.organisations("parties", where.parties),
  };
}

/** The lists of a filter: each value once, in one order. */
function listsOf(action: string, references: References) {
  return {
    values<T extends string>(field: string, given: Given<readonly T[]>): T[] | null {
      const list = checkedList(action, field, given);
      return list && sortedOnce(list);
    },
    regions(field: string, given: Given<readonly string[]>): RegionCode[] | null {
      const list = checkedList(action, field, given);
      return list && sortedOnce(references.regions(list));
    },
    organisations(field: string, given: Given<readonly string[]>): OrganisationId[] | null {
      const list = checkedList(action, field, given);
      return list && sortedOnce(references.organisations(list));
    },
  };
}

function optionalNumber(
  action: string,
  field: string,
  value: Given<number>,
  least: number,
  most: number,
): number | null {
  return value === null || value === undefined ? null : checkedNumber(action, field, value, least, most);
}
