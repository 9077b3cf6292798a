/** Dutch. */
import { mostHops } from "../domain/path.js";
import type { DecisionFacts, NoPathFacts, Phrases } from "./phrases.js";

const { format: number } = new Intl.NumberFormat("nl-NL");

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${number(count)} ${many}`;
}

function steps(count: number): string {
  return counted(count, "stap", "stappen");
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

function past(via: string): string {
  return via === "" ? "" : ` langs ${via}`;
}

/** When something ran, by its first and last day; each null where it is open. */
function period(first: string | null, last: string | null): string {
  if (first === null) return last === null ? "" : ` tot en met ${last}`;
  return last === null ? ` sinds ${first}` : ` van ${first} tot en met ${last}`;
}

function sectorPhrase(name: string): string {
  return name === "" ? "één sector" : `de sector ${name}`;
}

function decided(what: string, { date, by, note }: DecisionFacts): string {
  return `${what} op ${date}${by === "" ? "" : ` door ${by}`}${note === "" ? "" : `: “${note}”`}.`;
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
  onePartnership: {
    PROJECT: "een project",
    PLACEMENT: "een stage",
    GUEST_TEACHING: "een reeks gastlessen",
    VISIT: "een bezoek",
    CURRICULUM: "een gezamenlijk lesprogramma",
    EQUIPMENT: "gedeelde apparatuur",
    FUNDING: "financiering",
    MEMBERSHIP: "een lidmaatschap",
    MEETING: "een bijeenkomst",
    OTHER: "een samenwerking van een andere soort",
  },

  gapKinds: {
    MISSING_LINK: "Paren die elkaar zouden moeten vinden",
    ISOLATED_ORGANISATION: "Organisaties zonder lopende samenwerking",
    SPLIT_NETWORK: "Groepen los van de grootste",
    UNMET_NORM: "Normen waaraan niet is voldaan",
    SINGLE_POINT_OF_FAILURE: "Waar anderen van afhangen",
    MISSING_KIND: "Sectoren waarin een soort partij ontbreekt",
    DORMANT_PARTNERSHIP: "Samenwerkingen die afliepen zonder vervolg",
  },
  suggestion: (names) => `Voorstel: een samenwerking van ${names}.`,
  noSuggestion: {
    ISOLATED_ORGANISATION:
      "Er is niemand om voor te stellen: van geen andere organisatie zijn gedeelde partners, een gedeelde sector of een plaats dichtbij vastgelegd.",
    MISSING_KIND:
      "Er is niemand om voor te stellen: van een soort die ontbreekt, is geen organisatie vastgelegd die hier meetelt.",
    UNMET_NORM:
      "Er is niemand om voor te stellen: er zijn minder organisaties vastgelegd die zouden meetellen dan er worden verwacht.",
  },
  gapTitles: {
    MISSING_LINK: ({ names: [a, b], isClosed }) =>
      `Tussen ${a} en ${b} ${isClosed ? "was" : "is"} geen samenwerking vastgelegd`,
    ISOLATED_ORGANISATION: ({ names: [name], isFiltered, isClosed }) =>
      `Van ${name} ${isClosed ? "was" : "is"} geen lopende samenwerking vastgelegd${isFiltered ? " die aan de voorwaarden voldoet" : ""}`,
    SPLIT_NETWORK: ({ who, region, isClosed }) =>
      `${who} ${isClosed ? "vormden" : "vormen"} in ${region} een groep apart`,
    UNMET_NORM: ({ norm, judged, isRegion, isFiltered, isClosed }) => {
      const conditions = isFiltered ? " onder de voorwaarden" : "";
      return isRegion
        ? `In ${judged} ${isClosed ? "was" : "is"} volgens wat is vastgelegd niet voldaan aan de norm “${norm}”${conditions}`
        : `${judged} ${isClosed ? "voldeed" : "voldoet"} volgens wat is vastgelegd niet aan de norm “${norm}”${conditions}`;
    },
    SINGLE_POINT_OF_FAILURE: ({ count, region, who, isPartnership, isClosed }) =>
      `Zonder ${isPartnership ? `de samenwerking van ${who}` : who} ${isClosed ? "raakten" : "raken"} ${number(count)} organisaties in ${region} los`,
    MISSING_KIND: ({ kinds, sector, region, isClosed }) =>
      `In de lopende samenwerkingen van ${sectorPhrase(sector)} in ${region} ${isClosed ? "waren" : "zijn"} geen ${kinds} vastgelegd`,
    DORMANT_PARTNERSHIP: ({ who, isClosed }) =>
      `De samenwerking van ${who} is afgelopen, en een vervolg ${isClosed ? "was" : "is"} niet vastgelegd`,
  },
  gapOpenings: {
    MISSING_LINK: ({ names: [a, b], region, date, isClosed }) =>
      `${a} en ${b} liggen allebei in ${region}, en tot en met ${date} ${isClosed ? "was" : "is"} geen samenwerking vastgelegd waarin beide partij ${isClosed ? "waren" : "zijn"}.`,
    ISOLATED_ORGANISATION: ({ names: [name], region, date, isFiltered, isClosed }) =>
      `Op ${date} ${isClosed ? "was" : "is"} van ${name} geen lopende samenwerking vastgelegd${isFiltered ? " die aan de voorwaarden voldoet" : ""}, in ${region} of daarbuiten.`,
    SPLIT_NETWORK: ({ count, largestCount, who, region, date, isFiltered, isClosed }) =>
      `Op ${date} ${isClosed ? "verbonden" : "verbinden"} de vastgelegde samenwerkingen${isFiltered ? " die aan de voorwaarden voldoen" : ""} binnen ${region} ${who} met elkaar, ` +
      `${number(count)} in totaal, en met niemand van de grootste groep, die er ${number(largestCount)} ${isClosed ? "telde" : "telt"}.`,
    UNMET_NORM: ({ normExplanation, judged, isRegion, expected, observed, date, isFiltered, isClosed }) => {
      const [is, are, counts] = isClosed ? ["was", "waren", "telde"] : ["is", "zijn", "telt"];
      const found = isRegion
        ? observed === 0
          ? `${is} in ${judged} geen samenwerking vastgelegd met een van de ${number(expected)} verwachte partijen`
          : `${counts} de vastgelegde samenwerking in ${judged} die er het dichtst bij komt, ${number(observed)} van de ${number(expected)} verwachte partijen`
        : expected === 1
          ? `${is} er van ${judged} geen vastgelegd`
          : `${observed === 1 ? is : are} er van ${judged} ${number(observed)} van de ${number(expected)} verwachte vastgelegd`;
      return `${normExplanation} Op ${date} ${found}${isFiltered ? ", onder de voorwaarden" : ""}.`;
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
      `Op ${date} ${isClosed ? "verbonden" : "verbinden"} de vastgelegde samenwerkingen${isFiltered ? " die aan de voorwaarden voldoen" : ""} binnen ${region} ${number(count)} organisaties alleen via ` +
      `${isPartnership ? `de samenwerking van ${who}${note}` : who} met de rest van de grootste groep: ${cutOff}.`,
    MISSING_KIND: ({ count, kinds, sector, partnershipCount, region, date, isFiltered, isClosed }) => {
      const [one, many] = isClosed ? ["was", "waren"] : ["is", "zijn"];
      return (
        `In ${region} ${isClosed ? "werkten" : "werken"} ${number(count)} organisaties${isFiltered ? " die aan de voorwaarden voldoen" : ""} in ${sectorPhrase(sector)}. ` +
        `Op ${date} ${partnershipCount === 1 ? `${one} van hen één lopende samenwerking` : `${many} van hen ${number(partnershipCount)} lopende samenwerkingen`} vastgelegd, zonder ${kinds} als partij.`
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
        count > 2
          ? `ten minste twee van de partijen in ${region}`
          : partyCount === 2
            ? "hen"
            : `${a} en ${b}`;
      return (
        `De laatste dag van de samenwerking van ${who}${note} was ${lastDay}. ` +
        `Op ${date} ${isClosed ? "was" : "is"} van ${whoever} geen lopende samenwerking met elkaar vastgelegd${isFiltered ? " die aan de voorwaarden voldoet" : ""}.`
      );
    },
  },
  partnershipNote: (kind, first) => {
    const told = [...(kind === null ? [] : [kind]), ...(first === null ? [] : [`begonnen op ${first}`])];
    return told.length === 0 ? "" : ` (${told.join(", ")})`;
  },
  closed: ({ who, kind, first, isLater }) => {
    if (who === "") return "Deze witte vlek is opgevuld door een samenwerking die later is vastgelegd.";
    const began =
      first === null
        ? "later vastgelegd zonder eerste dag"
        : isLater
          ? `begonnen op ${first}`
          : `begonnen op ${first} en later vastgelegd`;
    return `Deze witte vlek is opgevuld door ${kind ?? "een samenwerking"} van ${who}, ${began}.`;
  },
  lastActive: (date) => `De laatste dag waarop er een liep, was ${date}.`,
  neverActive: () => "Er is ook geen eerdere vastgelegd.",
  tiedOutside: (isTied, { region }) =>
    isTied
      ? `Organisaties buiten ${region} verbinden hen er wel mee.`
      : `Ook buiten ${region} is niemand vastgelegd die hen ermee verbindt.`,

  reasons: {
    SHARED_PARTNERS: ({ value, names }) =>
      `Ze hebben ${counted(value, "gemeenschappelijke partner", "gemeenschappelijke partners")}${names === "" ? "" : `: ${names}`}.`,
    NO_ACTIVE_PARTNERSHIP: ({ value, names }) => {
      const whose = names === "" ? "" : ` van ${names}`;
      return value === 0
        ? `Er is geen samenwerking${whose} vastgelegd die hier meetelt, lopend noch eerder.`
        : `Er is geen lopende samenwerking${whose} vastgelegd die hier meetelt, wel ${counted(value, "eerdere", "eerdere")}.`;
    },
    SAME_SECTOR: ({ value, sectors }) =>
      `Zelf of door hun samenwerkingen hebben ze ${counted(value, "gemeenschappelijke sector", "gemeenschappelijke sectoren")}${sectors === "" ? "" : `: ${sectors}`}.`,
    SAME_REGION: ({ region }) => `Beide liggen in ${region === "" ? "hetzelfde gebied" : region}.`,
    NEAR: ({ value }) =>
      value < 1
        ? "Ze liggen minder dan een kilometer van elkaar."
        : `Ze liggen ongeveer ${number(Math.round(value))} kilometer van elkaar.`,
    GROUP_APART: ({ value, names }) =>
      `Ze vormen een groep van ${number(value)}, los van de grootste${names === "" ? "" : `: ${names}`}.`,
    CUTS_OFF: ({ value, names }) =>
      `Anders ${value === 1 ? "raakt 1 organisatie" : `raken ${number(value)} organisaties`} los van de grootste groep${names === "" ? "" : `: ${names}`}.`,
    KIND_ABSENT: ({ value, organisationKind, sectors }) =>
      `In ${counted(value, "lopende samenwerking", "lopende samenwerkingen")} van ${sectorPhrase(sectors)} ${organisationKind === "" ? "is geen partij van die soort" : `zijn geen ${organisationKind}`} vastgelegd.`,
    NORM_NOT_MET: ({ value, names }) =>
      `${value === 1 ? "Er wordt nog 1 partner of partij" : `Er worden nog ${number(value)} partners of partijen`} verwacht${names === "" ? "" : `, naast ${names}`}.`,
    ENDED: ({ value, names }) =>
      `De samenwerking${names === "" ? "" : ` van ${names}`} liep ${value === 0 ? "op die dag" : `${counted(value, "dag", "dagen")} voor de peildatum`} af.`,
    WELL_CONNECTED: ({ value }) =>
      `Beide werkten tot dan toe met velen samen, elk met ten minste ${counted(value, "partner", "partners")}.`,
    KINDS_THAT_MEET: ({ value }) =>
      `Organisaties van deze soorten worden ${number(value)} keer zo vaak elkaars partner als gemiddeld.`,
    EXPECTED_PARTNERS: ({ value, region }) => {
      const years = Math.round(1 / value);
      const many = Math.round(value);
      const [are, rate] =
        value >= 1.5
          ? ["zijn", `ongeveer ${number(many)} nieuwe partners per jaar`]
          : value >= 0.67
            ? ["is", "ongeveer één nieuwe partner per jaar"]
            : value >= 0.1
              ? ["is", `ongeveer één nieuwe partner in de ${number(years)} jaar`]
              : ["is", "in tien jaar nauwelijks een nieuwe partner"];
      const where = region === "" ? "" : ` in ${region}`;
      return `Afgaande op wat anderen eerder bijeenbracht, hier of elders, ${are}${where} ${rate} te verwachten.`;
    },
    OTHERS_IN_SECTORS: ({ value, region }) => {
      const [share, others] =
        value === 1
          ? ["deelt", "1 andere organisatie die hier meetelt"]
          : ["delen", `${number(value)} andere organisaties die hier meetellen`];
      return region === ""
        ? `${others}, ${share} een sector met deze organisatie.`
        : `In ${region} ${share} ${others}, een sector met deze organisatie.`;
    },
  },

  decisions: {
    OPEN: (facts) => decided("Het besluit erover is teruggenomen", facts),
    ACCEPTED: (facts) => decided("Deze witte vlek is overgenomen", facts),
    DISMISSED: (facts) => decided("Deze witte vlek is afgewezen", facts),
    CLOSED: (facts) => decided("Deze witte vlek is overgenomen", facts),
  },

  noPath: {
    NO_PARTNERS: ({ from, to, lonely }) =>
      lonely === null
        ? `Van ${from} of van ${to} is geen enkele samenwerking vastgelegd, zodat er geen weg van de een naar de ander kan zijn. Leg daar een eerste samenwerking vast.`
        : `Van ${lonely === "from" ? from : to} is geen enkele samenwerking vastgelegd, zodat daar geen weg kan ${lonely === "from" ? "beginnen" : "eindigen"}. Leg er een eerste samenwerking vast.`,
    NOT_CONNECTED: (facts) =>
      `Geen keten van vastgelegde samenwerkingen leidt van ${facts.from} naar ${facts.to}, wat de voorwaarden ook zijn. ${reached(facts)} ` +
      "Een nieuwe samenwerking tussen de twee groepen zou ze verbinden.",
    TOO_FAR: ({ from, to, maxHops, hops, leastHops, via }) => {
      const counts = hops === null ? `meer dan ${steps(leastHops - 1)}` : steps(hops);
      const asked =
        leastHops - 1 === maxHops && hops === null ? "" : `, meer dan de gevraagde ${number(maxHops)}`;
      const advice =
        leastHops > mostHops
          ? `Meer dan ${mostHops} zijn niet te vragen; een nieuwe samenwerking onderweg zou hem korter maken.`
          : `Sta ${hops === null ? `meer stappen toe, ten hoogste ${mostHops}` : `${steps(hops)} toe`}.`;
      return `Er is een weg van ${from} naar ${to}${past(via)}, maar die telt ${counts}${asked}. ${advice}`;
    },
    VIA_UNREACHABLE: ({ from, to, via, isSettled, maxHops }) =>
      isSettled
        ? `Er is een weg van ${from} naar ${to}, maar geen die ook langs ${via} leidt (een weg komt langs elke organisatie ten hoogste één keer). Kies andere organisaties onderweg, of geen.`
        : `Er is een weg van ${from} naar ${to}, maar geen van ten hoogste ${steps(maxHops)} die ook langs ${via} leidt; ` +
          "of er een langere is, was niet op tijd na te gaan. Kies andere organisaties onderweg, of geen.",
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

  relaxations: {
    DROP_CONDITION: ({ conditions }) =>
      `Laat ${conditions.length === 1 ? "deze voorwaarde" : "deze voorwaarden"} los: ${conditions.join("; ")}.`,
    RAISE_MAX_HOPS: ({ hops, maxHops }) => `Sta ${steps(hops)} toe in plaats van ${number(maxHops)}.`,
    DROP_VIA: ({ via }) => `Vraag niet om langs ${via} te gaan.`,
  },
  relaxed: ({ from, to, hops, raisesMaxHops }) =>
    `Dan is er een weg van ${from} naar ${to}${raisesMaxHops ? "" : ` van ${steps(hops)}`}.`,
  introduction: ({ forWhom, asked, about, partnership, first, last, others: more, partnerCount }) => {
    const further = more === 0 ? "" : ` en ${counted(more, "andere samenwerking", "andere samenwerkingen")}`;
    const why =
      partnership === null
        ? ""
        : ` Tussen ${asked} en ${about} is vastgelegd: ${partnership}${period(first, last)}${further}.`;
    return `${asked} kan ${forWhom} bij ${about} brengen.${why} Van ${asked} ${partnerCount === 1 ? "is" : "zijn"} ${counted(partnerCount, "partner", "partners")} vastgelegd.`;
  },
};
