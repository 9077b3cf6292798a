/** English. */
import { mostHops } from "../domain/path.js";
import type { DecisionFacts, NoPathFacts, Phrases } from "./phrases.js";

const { format: number } = new Intl.NumberFormat("en-GB");

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${number(count)} ${many}`;
}

function reached({ from, to, fromReach, toReach, conditions }: NoPathFacts): string {
  const under = conditions === "" ? "" : "Under the conditions asked for, ";
  return `${under}${from} can reach ${others(fromReach)}; ${to} can reach ${others(toReach)}.`;
}

function steps(count: number): string {
  return counted(count, "step", "steps");
}

function others(count: number): string {
  return count === 0 ? "no other organisation" : counted(count, "other organisation", "other organisations");
}

function past(via: string): string {
  return via === "" ? "" : ` that passes ${via}`;
}

/** When something ran, by its first and last day; each null where it is open. */
function period(first: string | null, last: string | null): string {
  if (first === null) return last === null ? "" : ` until ${last}`;
  return last === null ? ` since ${first}` : ` from ${first} to ${last}`;
}

function sectorPhrase(name: string): string {
  return name === "" ? "one sector" : `the sector ${name}`;
}

function decided(what: string, { date, by, note }: DecisionFacts): string {
  return `${what} on ${date}${by === "" ? "" : ` by ${by}`}${note === "" ? "" : `: “${note}”`}.`;
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
  onePartnership: {
    PROJECT: "a project",
    PLACEMENT: "a placement",
    GUEST_TEACHING: "guest teaching",
    VISIT: "a visit",
    CURRICULUM: "a joint curriculum",
    EQUIPMENT: "shared equipment",
    FUNDING: "funding",
    MEMBERSHIP: "a membership",
    MEETING: "a meeting",
    OTHER: "a partnership of another kind",
  },

  gapKinds: {
    MISSING_LINK: "Pairs that should meet",
    ISOLATED_ORGANISATION: "Organisations without an active partnership",
    SPLIT_NETWORK: "Groups apart from the largest",
    UNMET_NORM: "Norms that are not met",
    SINGLE_POINT_OF_FAILURE: "What others depend on",
    MISSING_KIND: "Sectors in which a kind of party is missing",
    DORMANT_PARTNERSHIP: "Partnerships that ended and were not renewed",
  },
  suggestion: (names) => `A partnership of ${names} would mend it.`,
  noSuggestion: {
    ISOLATED_ORGANISATION:
      "There is nobody to suggest: of no other organisation shared partners, a shared sector or a place nearby is recorded.",
    MISSING_KIND:
      "There is nobody to suggest: of a kind that is missing no organisation is recorded that counts here.",
    UNMET_NORM:
      "There is nobody to suggest: fewer organisations are recorded that would count than are expected.",
  },
  gapTitles: {
    MISSING_LINK: ({ names: [a, b], isClosed }) =>
      `No partnership between ${a} and ${b} ${isClosed ? "was" : "is"} recorded`,
    ISOLATED_ORGANISATION: ({ names: [name], isFiltered, isClosed }) =>
      `No active partnership of ${name} ${isClosed ? "was" : "is"} recorded${isFiltered ? " that meets the conditions" : ""}`,
    SPLIT_NETWORK: ({ who, region, isClosed }) =>
      `${who} ${isClosed ? "formed" : "form"} a group apart in ${region}`,
    UNMET_NORM: ({ norm, judged, isRegion, isFiltered, isClosed }) => {
      const conditions = isFiltered ? " under the conditions" : "";
      return isRegion
        ? `In ${judged} the norm “${norm}” ${isClosed ? "was" : "is"} not met${conditions}, as far as is recorded`
        : `${judged} ${isClosed ? "did" : "does"} not meet the norm “${norm}”${conditions}, as far as is recorded`;
    },
    SINGLE_POINT_OF_FAILURE: ({ count, region, who, isPartnership, isClosed }) =>
      `Without ${isPartnership ? `the partnership of ${who}` : who}, ${number(count)} organisations in ${region} ${isClosed ? "were" : "are"} cut off`,
    MISSING_KIND: ({ kinds, sector, region, isClosed }) =>
      `No ${kinds} ${isClosed ? "were" : "are"} recorded in the active partnerships of ${sectorPhrase(sector)} in ${region}`,
    DORMANT_PARTNERSHIP: ({ who, isClosed }) =>
      `The partnership of ${who} ended, and no renewal ${isClosed ? "was" : "is"} recorded`,
  },
  gapOpenings: {
    MISSING_LINK: ({ names: [a, b], region, date, isClosed }) =>
      `${a} and ${b} both lie in ${region}, and up to ${date} no partnership ${isClosed ? "was recorded that both were" : "is recorded that both are"} party to.`,
    ISOLATED_ORGANISATION: ({ names: [name], region, date, isFiltered, isClosed }) =>
      `On ${date} no active partnership of ${name} ${isClosed ? "was" : "is"} recorded${isFiltered ? " that meets the conditions" : ""}, in ${region} or elsewhere.`,
    SPLIT_NETWORK: ({ count, largestCount, who, region, date, isFiltered, isClosed }) =>
      `On ${date} the recorded partnerships${isFiltered ? " that meet the conditions" : ""} within ${region} ${isClosed ? "connected" : "connect"} ${who} with each other, ` +
      `${number(count)} in all, and with nobody of the largest group, which ${isClosed ? "counted" : "counts"} ${number(largestCount)}.`,
    UNMET_NORM: ({ normExplanation, judged, isRegion, expected, observed, date, isFiltered, isClosed }) => {
      const [is, has] = isClosed ? ["was", "had"] : ["is", "has"];
      const found = isRegion
        ? observed === 0
          ? `no partnership in ${judged} with any of the ${number(expected)} parties that are expected ${is} recorded`
          : `the recorded partnership in ${judged} that comes nearest to it ${has} ${number(observed)} of the ${number(expected)} parties that are expected`
        : expected === 1
          ? `${judged} ${has} none on record`
          : `${judged} ${has} ${number(observed)} of the ${number(expected)} that are expected on record`;
      return `${normExplanation} On ${date} ${found}${isFiltered ? ", under the conditions" : ""}.`;
    },
    SINGLE_POINT_OF_FAILURE: ({
      count,
      cutOff,
      who,
      note,
      isPartnership,
      region,
      date,
      isFiltered,
      isClosed,
    }) =>
      `On ${date} the recorded partnerships${isFiltered ? " that meet the conditions" : ""} within ${region} ${isClosed ? "connected" : "connect"} ${number(count)} organisations with ` +
      `the rest of the largest group through ${isPartnership ? `the partnership of ${who}${note}` : who} alone: ${cutOff}.`,
    MISSING_KIND: ({ count, kinds, sector, partnershipCount, region, date, isFiltered, isClosed }) => {
      const [one, many] = isClosed ? ["was", "were"] : ["is", "are"];
      return (
        `In ${region}, ${number(count)} organisations${isFiltered ? " that meet the conditions" : ""} ${isClosed ? "worked" : "work"} in ${sectorPhrase(sector)}. ` +
        `On ${date} ${partnershipCount === 1 ? `one active partnership of theirs ${one}` : `${number(partnershipCount)} active partnerships of theirs ${many}`} recorded, without ${kinds} as a party.`
      );
    },
    DORMANT_PARTNERSHIP: ({
      names: [a, b],
      count,
      who,
      note,
      partyCount,
      lastDay,
      region,
      date,
      isFiltered,
      isClosed,
    }) => {
      const whoever =
        count > 2 ? `at least two of its parties in ${region}` : partyCount === 2 ? "they" : `${a} and ${b}`;
      return (
        `The last day of the partnership of ${who}${note} was ${lastDay}. ` +
        `On ${date} ${whoever} ${isClosed ? "shared" : "share"} no active partnership that ${isClosed ? "was" : "is"} recorded${isFiltered ? " and meets the conditions" : ""}.`
      );
    },
  },
  partnershipNote: (kind, first) => {
    const told = [...(kind === null ? [] : [kind]), ...(first === null ? [] : [`begun on ${first}`])];
    return told.length === 0 ? "" : ` (${told.join(", ")})`;
  },
  closed: ({ who, kind, first, isLater }) => {
    if (who === "") return "It was closed by a partnership that was recorded later.";
    const began =
      first === null
        ? "recorded later without a first day"
        : isLater
          ? `begun on ${first}`
          : `begun on ${first} and recorded later`;
    return `It was closed by ${kind ?? "a partnership"} of ${who}, ${began}.`;
  },
  lastActive: (date) => `The last day on which it had one was ${date}.`,
  neverActive: () => "No earlier one is recorded either.",
  tiedOutside: (isTied, { region }) =>
    isTied
      ? `Organisations outside ${region} do tie them to it.`
      : `No organisations outside ${region} are recorded as tying them to it either.`,

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
      `By themselves or through their partnerships they share ${counted(value, "sector", "sectors")}${sectors === "" ? "" : `: ${sectors}`}.`,
    SAME_REGION: ({ region }) => `Both lie in ${region === "" ? "the same area" : region}.`,
    NEAR: ({ value }) =>
      value < 1
        ? "They lie less than a kilometre apart."
        : `They lie about ${counted(Math.round(value), "kilometre", "kilometres")} apart.`,
    GROUP_APART: ({ value, names }) =>
      `They are a group of ${number(value)}, apart from the largest one${names === "" ? "" : `: ${names}`}.`,
    CUTS_OFF: ({ value, names }) =>
      `Without it ${counted(value, "organisation is", "organisations are")} cut off from the largest group${names === "" ? "" : `: ${names}`}.`,
    KIND_ABSENT: ({ value, organisationKind, sectors }) =>
      `In ${counted(value, "active partnership", "active partnerships")} of ${sectorPhrase(sectors)} no ${organisationKind === "" ? "party of that kind is" : `${organisationKind} are`} recorded.`,
    NORM_NOT_MET: ({ value, names }) =>
      `${counted(value, "partner or party", "partners or parties")} more ${value === 1 ? "is" : "are"} expected${names === "" ? "" : `, beside ${names}`}.`,
    ENDED: ({ value, names }) =>
      `The partnership${names === "" ? "" : ` of ${names}`} ended ${value === 0 ? "on that very day" : `${counted(value, "day", "days")} before the day asked about`}.`,
    WELL_CONNECTED: ({ value }) =>
      `Both have worked with many so far, each with ${counted(value, "partner", "partners")} or more.`,
    KINDS_THAT_MEET: ({ value }) =>
      `Organisations of their kinds become partners ${number(value)} times as often as usual.`,
    EXPECTED_PARTNERS: ({ value, region }) => {
      const years = Math.round(1 / value);
      const many = Math.round(value);
      const rate =
        value >= 1.5
          ? `about ${number(many)} new partners a year are`
          : value >= 0.67
            ? "about one new partner a year is"
            : value >= 0.1
              ? `about one new partner every ${number(years)} years is`
              : "hardly a new partner in ten years is";
      const where = region === "" ? "" : ` in ${region}`;
      return `Going by what brought others together before, here or elsewhere, ${rate} to be expected${where}.`;
    },
    OTHERS_IN_SECTORS: ({ value, region }) => {
      const others =
        value === 1
          ? "1 other organisation that counts here shares"
          : `${number(value)} other organisations that count here share`;
      return `${region === "" ? "" : `In ${region}, `}${others} a sector with it.`;
    },
  },

  decisions: {
    OPEN: (facts) => decided("The decision about it was taken back", facts),
    ACCEPTED: (facts) => decided("It was accepted", facts),
    DISMISSED: (facts) => decided("It was dismissed", facts),
    CLOSED: (facts) => decided("It was accepted", facts),
  },

  noPath: {
    NO_PARTNERS: ({ from, to, lonely }) =>
      lonely === null
        ? `No partnership at all is recorded of ${from}, or none of ${to}, so that no way can lead from one to the other. Record a first partnership there.`
        : `No partnership at all is recorded of ${lonely === "from" ? from : to}, so that no way can ${lonely === "from" ? "begin" : "end"} there. Record a first partnership there.`,
    NOT_CONNECTED: (facts) =>
      `No chain of recorded partnerships leads from ${facts.from} to ${facts.to}, whatever the conditions. ${reached(facts)} ` +
      "A new partnership between the two groups would connect them.",
    TOO_FAR: ({ from, to, maxHops, hops, leastHops, via }) => {
      const takes = hops === null ? `more than ${steps(leastHops - 1)}` : steps(hops);
      const asked =
        leastHops - 1 === maxHops && hops === null ? "" : `, more than the ${number(maxHops)} asked for`;
      const advice =
        leastHops > mostHops
          ? `At most ${mostHops} can be asked for; a new partnership along it would shorten it.`
          : `Allow ${hops === null ? `more steps, up to ${mostHops}` : steps(hops)}.`;
      return `There is a way from ${from} to ${to}${past(via)}, but it takes ${takes}${asked}. ${advice}`;
    },
    VIA_UNREACHABLE: ({ from, to, via, isSettled, maxHops }) =>
      isSettled
        ? `There is a way from ${from} to ${to}, but none that also passes ${via} (a way passes each organisation once at most). Choose others to pass, or none.`
        : `There is a way from ${from} to ${to}, but none of at most ${steps(maxHops)} that also passes ${via}; ` +
          "whether there is a longer one took too long to find out. Choose others to pass, or none.",
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

  relaxations: {
    DROP_CONDITION: ({ conditions }) =>
      `Drop ${conditions.length === 1 ? "this condition" : "these conditions"}: ${conditions.join("; ")}.`,
    RAISE_MAX_HOPS: ({ hops, maxHops }) => `Allow ${steps(hops)} instead of ${number(maxHops)}.`,
    DROP_VIA: ({ via }) => `Do not ask to pass ${via}.`,
  },
  relaxed: ({ from, to, hops, raisesMaxHops }) =>
    `Then there is a way from ${from} to ${to}${raisesMaxHops ? "" : ` of ${steps(hops)}`}.`,
  introduction: ({ forWhom, asked, about, partnership, first, last, others: more, partnerCount }) => {
    const further = more === 0 ? "" : `, and ${counted(more, "other partnership", "other partnerships")}`;
    const why =
      partnership === null
        ? ""
        : ` Recorded between ${asked} and ${about} is ${partnership}${period(first, last)}${further}.`;
    return `${asked} can bring ${forWhom} to ${about}.${why} ${asked} has ${counted(partnerCount, "partner", "partners")} on record.`;
  },
};
