/** English. */
import { mostHops, type NoPathFacts, type Phrases } from "./phrases.js";

const { format: number } = new Intl.NumberFormat("en-GB");

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${number(count)} ${many}`;
}

function reached({ from, to, fromReach, toReach, conditions }: NoPathFacts): string {
  const under = conditions === "" ? "" : "Under the conditions asked for, ";
  return `${under}${from} can reach ${others(fromReach)}; ${to} can reach ${others(toReach)}.`;
}

function others(count: number): string {
  return count === 0 ? "no other organisation" : counted(count, "other organisation", "other organisations");
}

export const en: Phrases = {
  locale: "en-GB",
  and: "and",
  or: "or",
  others: (count) => counted(count, "other", "others"),

  organisationKinds: {
    EDUCATION: "educational institutions",
    COMPANY: "companies",
    GOVERNMENT: "government bodies",
    RESEARCH: "research institutes",
    INTERMEDIARY: "network organisations",
    OTHER: "organisations of another kind",
  },
  partnershipKinds: {
    PROJECT: "projects",
    PLACEMENT: "placements",
    GUEST_TEACHING: "guest teaching",
    VISIT: "visits",
    CURRICULUM: "joint curricula",
    EQUIPMENT: "shared equipment",
    FUNDING: "funding",
    MEMBERSHIP: "memberships",
    MEETING: "meetings",
    OTHER: "partnerships of another kind",
  },

  gapTitles: {
    MISSING_LINK: ({ names: [a, b] }) => `No partnership between ${a} and ${b} is recorded`,
    ISOLATED_ORGANISATION: ({ names: [name], isFiltered }) =>
      `No active partnership of ${name} is recorded${isFiltered ? " that meets the conditions" : ""}`,
  },
  gapOpenings: {
    MISSING_LINK: ({ names: [a, b], region, date }) =>
      `${a} and ${b} both lie in ${region}, and up to ${date} no partnership is recorded that both are party to.`,
    ISOLATED_ORGANISATION: ({ names: [name], region, date, isFiltered }) =>
      `On ${date} no active partnership of ${name} is recorded${isFiltered ? " that meets the conditions" : ""}, in ${region} or elsewhere.`,
  },
  lastActive: (date) => `The last day on which it had one was ${date}.`,
  neverActive: () => "No earlier one is recorded either.",
  inItsSectors: (count, { region, isFiltered }) =>
    `${counted(count, "organisation", "organisations")} in ${region}${isFiltered ? " that " + (count === 1 ? "meets" : "meet") + " the conditions" : ""} ` +
    `${count === 1 ? "shares" : "share"} a sector with it.`,

  reasons: {
    SHARED_PARTNERS: ({ value, names }) =>
      `They have ${counted(value, "partner", "partners")} in common${names === "" ? "" : `: ${names}`}.`,
    NO_ACTIVE_PARTNERSHIP: ({ value, names }) => {
      const whose = names === "" ? "" : ` of ${names}`;
      return value === 0
        ? `No partnership${whose} that counts here is recorded, active or earlier.`
        : `No partnership${whose} that counts here is recorded as active; ${counted(value, "earlier one is", "earlier ones are")} recorded.`;
    },
    SAME_SECTOR: ({ value, sectors }) =>
      `They share ${counted(value, "sector", "sectors")}${sectors === "" ? "" : `: ${sectors}`}.`,
    SAME_REGION: ({ region }) => `Both lie in ${region === "" ? "the same area" : region}.`,
    NEAR: ({ value }) =>
      value < 1
        ? "They lie less than a kilometre apart."
        : `They lie about ${counted(Math.round(value), "kilometre", "kilometres")} apart.`,
  },

  noPath: {
    NO_PARTNERS: ({ from, to, lonely }) =>
      lonely === null
        ? `No partnership at all is recorded of ${from}, or none of ${to}, so that no way can lead from one to the other. Record a first partnership there.`
        : `No partnership at all is recorded of ${lonely === "from" ? from : to}, so that no way can ${lonely === "from" ? "begin" : "end"} there. Record a first partnership there.`,
    NOT_CONNECTED: (facts) =>
      `No chain of recorded partnerships leads from ${facts.from} to ${facts.to}, whatever the conditions. ${reached(facts)} ` +
      "A new partnership between the two groups would connect them.",
    TOO_FAR: ({ from, to, maxHops }) =>
      maxHops < mostHops
        ? `There is a way from ${from} to ${to}, but it takes more than ${counted(maxHops, "step", "steps")}. Allow more steps, up to ${mostHops}.`
        : `There is a way from ${from} to ${to}, but it takes more than ${counted(maxHops, "step", "steps")}, the most that can be asked for. A new partnership along it would shorten it.`,
    VIA_UNREACHABLE: ({ from, to }) =>
      `There is a way from ${from} to ${to}, but none that passes the organisations it was to lead through. Choose others to pass, or none.`,
    FILTERED_OUT: (facts) =>
      `There is a way from ${facts.from} to ${facts.to}, but none that meets the conditions${facts.conditions === "" ? "" : `: ${facts.conditions}`}. ` +
      `${reached(facts)} Widen or drop a condition.`,
  },

  conditions: {
    organisationKinds: (kinds) => `only ${kinds} on the way`,
    regions: (names) => `only organisations in ${names}`,
    organisationSectors: (names) => `only organisations that work in ${names}`,
    without: (names) => `not through ${names}`,
    partnershipKinds: (kinds) => `only ${kinds}`,
    partnershipSectors: (names) => `only partnerships in ${names}`,
    activeOn: (date) => `only partnerships that run on ${date}`,
    activeBetween: (first, last) =>
      last === null
        ? `only partnerships that run on ${first} or later`
        : first === null
          ? `only partnerships that run on ${last} or earlier`
          : `only partnerships that run between ${first} and ${last}`,
    minStrength: (strength) => `only partnerships of strength ${strength} or more`,
    maxParties: (count) => `only partnerships of at most ${number(count)} parties`,
    unnamedSectors: (count) =>
      count === 1 ? "the sector asked for" : `the ${number(count)} sectors asked for`,
  },
};
