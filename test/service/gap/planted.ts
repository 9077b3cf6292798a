/** A region in which one gap of each kind is planted, and what must be found in it. */
import type { CalendarDate } from "../../../src/domain/calendar-date.js";
import type { Contents, RecordKind } from "../../../src/domain/change.js";
import type { RegionCode, SectorCode } from "../../../src/domain/ids.js";
import type { OrganisationKind } from "../../../src/domain/organisation.js";
import { normIdOf, type Norm } from "../../../src/domain/norm.js";
import { makeOrganisation, makePartnership, makeRegion } from "../../support/make.js";

export const asOf = "2026-01-01" as CalendarDate;

const here = (name: string, kind: OrganisationKind, sector?: string) =>
  makeOrganisation(name, {
    kind,
    region: "GM1" as RegionCode,
    sectors: sector === undefined ? [] : [sector as SectorCode],
  });
const until = (date: string) => ({ until: date as CalendarDate });

/**
 *     school, firm, town and hub work together twice; workshop and academy hang by the hub
 *     nurse -- clinic are apart, and tied by far, who lies elsewhere, to the town; they have neither company nor government
 *     alone was the firm's partner until the summer
 *
 * No gap: what town and school ended, for they still work together; what loner and far will begin; the
 * sector of one.
 */
export const planted: { readonly [K in RecordKind]?: readonly Contents[K][] } = {
  region: [
    makeRegion("R", { division: "PROVINCE" }),
    makeRegion("GM1", { within: ["R" as RegionCode] }),
    makeRegion("GM3"),
  ],
  organisation: [
    here("school", "EDUCATION", "x:welding"),
    here("firm", "COMPANY", "x:welding"),
    here("town", "GOVERNMENT", "x:welding"),
    here("hub", "INTERMEDIARY"),
    here("workshop", "COMPANY"),
    here("academy", "EDUCATION", "x:rare"),
    here("nurse", "EDUCATION", "x:care"),
    here("clinic", "OTHER", "x:care"),
    here("alone", "COMPANY", "x:welding"),
    makeOrganisation("far", { region: "GM3" as RegionCode }),
  ],
  partnership: [
    makePartnership("core", ["school", "firm", "town", "hub"]),
    makePartnership("core-again", ["school", "firm", "town", "hub"]),
    makePartnership("hub-workshop", ["hub", "workshop"]),
    makePartnership("hub-academy", ["hub", "academy"]),
    makePartnership("nurse-clinic", ["nurse", "clinic"]),
    makePartnership("clinic-far", ["clinic", "far"]),
    makePartnership("far-town", ["far", "town"]),
    makePartnership("firm-alone", ["firm", "alone"], until("2025-07-01")),
    makePartnership("town-school", ["town", "school"], until("2025-07-01")),
    makePartnership("alone-far", ["alone", "far"], { since: "2026-01-02" as CalendarDate }),
  ],
};

/** What school meets, for it works with the town, and academy and nurse do not. */
export const plantedNorms: readonly Norm[] = [
  {
    id: normIdOf("town-near-school"),
    title: { en: "A town beside each school", nl: "Een gemeente naast elke school" },
    explanation: { en: "Each school works with a town.", nl: "Elke school werkt met een gemeente." },
    source: null,
    appliesTo: { organisations: { kinds: ["EDUCATION"], sectors: null } },
    expects: { partners: { kinds: ["GOVERNMENT"], sectors: null, atLeast: 1 }, within: null },
  },
];
