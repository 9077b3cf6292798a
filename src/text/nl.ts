/** Dutch. */
import { mostHops, type NoPathFacts, type Phrases } from "./phrases.js";

const { format: number } = new Intl.NumberFormat("nl-NL");

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${number(count)} ${many}`;
}

function reached({ from, to, fromReach, toReach, conditions }: NoPathFacts): string {
  const reach = conditions === "" ? `${from} bereikt` : `Binnen de gevraagde voorwaarden bereikt ${from}`;
  return `${reach} ${others(fromReach)}; ${to} bereikt ${others(toReach)}.`;
}

function others(count: number): string {
  return count === 0
    ? "geen andere organisatie"
    : counted(count, "andere organisatie", "andere organisaties");
}

export const nl: Phrases = {
  locale: "nl-NL",
  and: "en",
  or: "of",
  others: (count) => (count === 1 ? "1 andere" : `${number(count)} anderen`),

  organisationKinds: {
    EDUCATION: "onderwijsinstellingen",
    COMPANY: "bedrijven",
    GOVERNMENT: "overheden",
    RESEARCH: "kennisinstellingen",
    INTERMEDIARY: "netwerkorganisaties",
    OTHER: "organisaties van een andere soort",
  },
  partnershipKinds: {
    PROJECT: "projecten",
    PLACEMENT: "stages",
    GUEST_TEACHING: "gastlessen",
    VISIT: "bezoeken",
    CURRICULUM: "gezamenlijke lesprogramma's",
    EQUIPMENT: "gedeelde apparatuur",
    FUNDING: "financiering",
    MEMBERSHIP: "lidmaatschappen",
    MEETING: "bijeenkomsten",
    OTHER: "samenwerkingen van een andere soort",
  },

  gapTitles: {
    MISSING_LINK: ({ names: [a, b] }) => `Tussen ${a} en ${b} is geen samenwerking vastgelegd`,
    ISOLATED_ORGANISATION: ({ names: [name], isFiltered }) =>
      `Van ${name} is geen lopende samenwerking vastgelegd${isFiltered ? " die aan de voorwaarden voldoet" : ""}`,
  },
  gapOpenings: {
    MISSING_LINK: ({ names: [a, b], region, date }) =>
      `${a} en ${b} liggen allebei in ${region}, en tot en met ${date} is geen samenwerking vastgelegd waarin beide partij zijn.`,
    ISOLATED_ORGANISATION: ({ names: [name], region, date, isFiltered }) =>
      `Op ${date} is van ${name} geen lopende samenwerking vastgelegd${isFiltered ? " die aan de voorwaarden voldoet" : ""}, in ${region} of daarbuiten.`,
  },
  lastActive: (date) => `De laatste dag waarop er een liep, was ${date}.`,
  neverActive: () => "Er is ook geen eerdere vastgelegd.",
  inItsSectors: (count, { region, isFiltered }) =>
    `${counted(count, "organisatie", "organisaties")} in ${region}${isFiltered ? ` die aan de voorwaarden ${count === 1 ? "voldoet" : "voldoen"},` : ""} ` +
    `${count === 1 ? "deelt" : "delen"} er een sector mee.`,

  reasons: {
    SHARED_PARTNERS: ({ value, names }) =>
      `Ze hebben ${counted(value, "partner", "partners")} gemeen${names === "" ? "" : `: ${names}`}.`,
    NO_ACTIVE_PARTNERSHIP: ({ value, names }) => {
      const whose = names === "" ? "" : ` van ${names}`;
      return value === 0
        ? `Er is geen samenwerking${whose} vastgelegd die hier meetelt, lopend noch eerder.`
        : `Er is geen lopende samenwerking${whose} vastgelegd die hier meetelt, wel ${counted(value, "eerdere", "eerdere")}.`;
    },
    SAME_SECTOR: ({ value, sectors }) =>
      `Ze hebben ${counted(value, "sector", "sectoren")} gemeen${sectors === "" ? "" : `: ${sectors}`}.`,
    SAME_REGION: ({ region }) => `Beide liggen in ${region === "" ? "hetzelfde gebied" : region}.`,
    NEAR: ({ value }) =>
      value < 1
        ? "Ze liggen minder dan een kilometer van elkaar."
        : `Ze liggen ongeveer ${number(Math.round(value))} kilometer van elkaar.`,
  },

  noPath: {
    NO_PARTNERS: ({ from, to, lonely }) =>
      lonely === null
        ? `Van ${from} of van ${to} is geen enkele samenwerking vastgelegd, zodat er geen weg van de een naar de ander kan zijn. Leg daar een eerste samenwerking vast.`
        : `Van ${lonely === "from" ? from : to} is geen enkele samenwerking vastgelegd, zodat er geen weg kan ${lonely === "from" ? "beginnen" : "eindigen"}. Leg daar een eerste samenwerking vast.`,
    NOT_CONNECTED: (facts) =>
      `Geen keten van vastgelegde samenwerkingen leidt van ${facts.from} naar ${facts.to}, wat de voorwaarden ook zijn. ${reached(facts)} ` +
      "Een nieuwe samenwerking tussen de twee groepen zou ze verbinden.",
    TOO_FAR: ({ from, to, maxHops }) =>
      maxHops < mostHops
        ? `Er is een weg van ${from} naar ${to}, maar die telt meer dan ${counted(maxHops, "stap", "stappen")}. Sta meer stappen toe, ten hoogste ${mostHops}.`
        : `Er is een weg van ${from} naar ${to}, maar die telt meer dan ${counted(maxHops, "stap", "stappen")}, het hoogste aantal dat te vragen is. Een nieuwe samenwerking onderweg zou hem korter maken.`,
    VIA_UNREACHABLE: ({ from, to }) =>
      `Er is een weg van ${from} naar ${to}, maar geen die langs de gevraagde organisaties leidt. Kies andere organisaties onderweg, of geen.`,
    FILTERED_OUT: (facts) =>
      `Er is een weg van ${facts.from} naar ${facts.to}, maar geen die aan de voorwaarden voldoet${facts.conditions === "" ? "" : `: ${facts.conditions}`}. ` +
      `${reached(facts)} Verruim een voorwaarde of laat er een los.`,
  },

  conditions: {
    organisationKinds: (kinds) => `onderweg alleen ${kinds}`,
    regions: (names) => `alleen organisaties in ${names}`,
    organisationSectors: (names) => `alleen organisaties die werken in ${names}`,
    without: (names) => `niet via ${names}`,
    partnershipKinds: (kinds) => `alleen ${kinds}`,
    partnershipSectors: (names) => `alleen samenwerkingen in ${names}`,
    activeOn: (date) => `alleen samenwerkingen die lopen op ${date}`,
    activeBetween: (first, last) =>
      last === null
        ? `alleen samenwerkingen die lopen op ${first} of later`
        : first === null
          ? `alleen samenwerkingen die lopen op ${last} of eerder`
          : `alleen samenwerkingen die lopen tussen ${first} en ${last}`,
    minStrength: (strength) => `alleen samenwerkingen van sterkte ${strength} of meer`,
    maxParties: (count) => `alleen samenwerkingen van ten hoogste ${number(count)} partijen`,
    unnamedSectors: (count) =>
      count === 1 ? "de gevraagde sector" : `de ${number(count)} gevraagde sectoren`,
  },
};
