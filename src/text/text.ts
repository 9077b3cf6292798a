/**
 * Sentences for people, in English and Dutch, made of facts as data: no value of an enum and no code
 * stands in one. They speak of what is recorded, never of what is not known.
 */
import { dateOf, dayOf, type CalendarDate, type Period } from "../domain/calendar-date.js";
import { noFilter, type NetworkFilter } from "../domain/filter.js";
import type { Gap, GapKind, Reason, UnmetNorm } from "../domain/gap.js";
import type { GapDecision } from "../domain/gap-decision.js";
import type { OrganisationId, PartnershipId, RegionCode, SectorCode } from "../domain/ids.js";
import type { InLanguages, Norm } from "../domain/norm.js";
import type { Partnership } from "../domain/partnership.js";
import type { IntroductionStep, NoPath, PathQuestion, Relaxation } from "../domain/path.js";
import { en } from "./en.js";
import { nl } from "./nl.js";
import type { GapFacts, NoPathFacts, Phrases } from "./phrases.js";

export type Language = "EN" | "NL";

/** What things are called; a sector without a name is called by its code, and then not named in a sentence. */
export interface Names {
  organisation(id: OrganisationId): string;
  region(code: RegionCode): string;
  sector(code: SectorCode, language: Language): string;
  /** By whom, of which kind and when; null where it is gone. */
  partnership(id: PartnershipId): ToldPartnership | null;
}

/** What sentences tell of a partnership: they name no titles. */
export type ToldPartnership = Pick<Partnership, "kind" | "parties" | "since">;

/** Where names are looked up; what is not known is called by its id or code. */
export interface NamedRecords {
  organisationOf(id: OrganisationId): { readonly name: string } | null;
  regionOf(code: RegionCode): { readonly name: string } | null;
  sectorOf(code: SectorCode): { readonly name: string; readonly nameNl: string | null };
  partnershipOf(id: PartnershipId): ToldPartnership | null;
}

/** Says what things are called, by what their records say. */
export function namesFrom(records: NamedRecords): Names {
  return {
    organisation: (id) => records.organisationOf(id)?.name ?? id,
    region: (code) => records.regionOf(code)?.name ?? code,
    sector: (code, language) => {
      const { name, nameNl } = records.sectorOf(code);
      return language === "NL" ? (nameNl ?? name) : name;
    },
    partnership: (id) => records.partnershipOf(id),
  };
}

const phrasesByLanguage: Readonly<Record<Language, Phrases>> = { EN: en, NL: nl };

/** How many names of a list are written out, and of a title. */
const namesInSentence = 5;
const namesInTitle = 3;

/** A gap, with what was decided about it where that is known. */
export type ToldGap = Gap & { readonly decision?: GapDecision | null };

/** Says in one line what is missing, or was where it is closed. No full stop. */
export function gapTitle(gap: ToldGap, names: Names, language: Language): string {
  const phrases = phrasesByLanguage[language];
  return phrases.gapTitles[gap.kind](gapFactsOf(phrases, gap, names, language, namesInTitle));
}

/**
 * Says in a few sentences what is missing, where and when, and why it deserves to be there; of a closed gap, what was
 * missing, and what closed it.
 */
export function gapExplanation(gap: ToldGap, names: Names, language: Language): string {
  const phrases = phrasesByLanguage[language];
  const facts = gapFactsOf(phrases, gap, names, language, namesInSentence);
  const opening = phrases.gapOpenings[gap.kind](facts);
  const others = facts.isClosed
    ? [closingText(phrases, gap, names)]
    : supportOf(phrases, gap, facts, names, language);
  return finished([opening, ...others].join(" "));
}

/** What speaks for a gap, or adds to it. */
function supportOf(phrases: Phrases, gap: Gap, facts: GapFacts, names: Names, language: Language): string[] {
  const told = (reasons: readonly Reason[]) => reasons.map((reason) => reasonText(reason, names, language));
  if (gap.kind === "MISSING_LINK") return told(gap.reasons);
  if (gap.kind === "SPLIT_NETWORK") return [phrases.tiedOutside(gap.tiedOutside, facts)];
  if (gap.kind !== "ISOLATED_ORGANISATION") return [];
  const { lastActive } = gap;
  return [
    lastActive === null ? phrases.neverActive() : phrases.lastActive(dateText(phrases, lastActive)),
    ...told(gap.reasons.slice(1)),
  ];
}

/** Which partnership closed a gap, and when it began as far as that is known. */
function closingText(phrases: Phrases, { decision, asOf }: ToldGap, names: Names): string {
  const closing = decision?.closedBy == null ? null : names.partnership(decision.closedBy);
  if (closing === null) return phrases.closed({ who: "", kind: null, first: null, isLater: false });
  const { since } = closing;
  return phrases.closed({
    who: partiesOf(phrases, closing, names, namesInSentence),
    kind: kindOf(phrases, closing),
    first: since && dateText(phrases, since),
    isLater: since !== null && since > asOf,
  });
}

/** The parties of a partnership, in their order. */
function partiesOf(phrases: Phrases, { parties }: ToldPartnership, names: Names, mostNames: number): string {
  const ids = parties.map(({ organisation }) => organisation);
  return listed(phrases, namesOfSome(ids, names, mostNames), phrases.and, mostNames, ids.length);
}

/** One of a kind with its article; null for the kind that says nothing. */
function kindOf(phrases: Phrases, { kind }: ToldPartnership): string | null {
  return kind === "OTHER" ? null : phrases.onePartnership[kind];
}

/** What gaps of a kind are called, as the heading of a list. */
export function gapKindName(kind: GapKind, language: Language): string {
  return phrasesByLanguage[language].gapKinds[kind];
}

/** Says what would mend a gap best and what speaks for it, or why nothing can be suggested. Empty where there is nothing to say. */
export function mendingText({ kind, suggestions }: Gap, names: Names, language: Language): string {
  const phrases = phrasesByLanguage[language];
  if (suggestions.length === 0) return phrases.noSuggestion[kind] ?? "";
  const [{ organisations, reasons }] = suggestions;
  const named = organisations.map(names.organisation);
  const suggested = phrases.suggestion(listed(phrases, named, phrases.and, named.length));
  // That it ended is said of a dormant partnership already.
  const told = kind === "DORMANT_PARTNERSHIP" ? [] : reasons;
  const texts = told.map((reason, i) =>
    // Whom it is about is said once.
    reasonText(
      reason.pair?.join() === told[i - 1]?.pair?.join() ? { ...reason, pair: undefined } : reason,
      names,
      language,
    ),
  );
  return finished([suggested, ...texts].join(" "));
}

/** Says one fact behind a gap or a suggestion, in one sentence. */
export function reasonText(reason: Reason, names: Names, language: Language): string {
  const phrases = phrasesByLanguage[language];
  const of = reason.pair?.map(names.organisation);
  const whose = of === undefined ? "" : `${listed(phrases, of, phrases.and, of.length)}: `;
  return finished(
    whose +
      phrases.reasons[reason.code]({
        value: reason.value ?? 0,
        names: listed(
          phrases,
          namesOfSome(reason.organisations, names, namesInSentence),
          phrases.and,
          namesInSentence,
          reason.organisations.length,
        ),
        sectors: sectorNames(phrases, reason.sectors, names, language),
        region: reason.region === null ? "" : names.region(reason.region),
        organisationKind:
          reason.organisationKind === null ? "" : phrases.organisationKinds[reason.organisationKind],
      }),
  );
}

/** Says what was decided about a gap, when and by whom. */
export function decisionText({ kind, at, by, note }: GapDecision, language: Language): string {
  const phrases = phrasesByLanguage[language];
  const date = dateText(phrases, at.slice(0, 10) as CalendarDate);
  return finished(phrases.decisions[kind]({ date, by: by ?? "", note: note ?? "" }));
}

/** Says why there is no path, and what would give one. */
export function noPathExplanation(answer: NoPath, names: Names, language: Language): string {
  const phrases = phrasesByLanguage[language];
  const { question, reason, fromReach, toReach } = answer;
  const facts: NoPathFacts = {
    ...endsOf(phrases, question, names),
    // A side that reaches anyone has a partnership, so that it must be the other that has none.
    lonely: toReach > 0 ? "from" : fromReach > 0 ? "to" : null,
    hops: answer.hops,
    leastHops: answer.leastHops ?? question.maxHops + 1,
    isSettled: answer.isSettled,
    maxHops: question.maxHops,
    fromReach,
    toReach,
    conditions: conditionsOf(phrases, question.where, names, language).join("; "),
    via: listed(phrases, question.via.map(names.organisation), phrases.and),
  };
  return finished(phrases.noPath[reason](facts));
}

/** Says what to change in a question without a path, and what that gives. */
export function relaxationText(relaxation: Relaxation, names: Names, language: Language): string {
  const phrases = phrasesByLanguage[language];
  const { changes, question, path } = relaxation;
  const dropped = Object.fromEntries(relaxation.filterFields.map((field) => [field, question.where[field]]));
  const facts = {
    ...endsOf(phrases, question, names),
    conditions: conditionsOf(phrases, { ...noFilter, ...dropped }, names, language),
    via: listed(phrases, question.via.map(names.organisation), phrases.or),
    raisesMaxHops: changes.includes("RAISE_MAX_HOPS"),
    hops: path.steps.length,
    maxHops: question.maxHops,
  };
  const sentences = changes.map((change) => phrases.relaxations[change](facts));
  return finished([...sentences, phrases.relaxed(facts)].join(" "));
}

/** Says whom an inner organisation of a path can bring where, and what speaks for asking it. */
export function introductionText(step: IntroductionStep, names: Names, language: Language): string {
  const phrases = phrasesByLanguage[language];
  const { latest, lastActive } = step;
  const first = latest?.since ?? null;
  return finished(
    phrases.introduction({
      forWhom: names.organisation(step.forWhom),
      asked: names.organisation(step.asked),
      about: names.organisation(step.about),
      partnership: latest && phrases.onePartnership[latest.kind],
      first: first && dateText(phrases, first),
      last: lastActive && dateText(phrases, lastActive),
      others: step.partnershipCount - 1,
      partnerCount: step.askedPartnerCount,
    }),
  );
}

function endsOf(
  phrases: Phrases,
  { from, to }: PathQuestion,
  names: Names,
): { readonly from: string; readonly to: string } {
  return {
    from: listed(phrases, from.map(names.organisation), phrases.or),
    to: listed(phrases, to.map(names.organisation), phrases.or),
  };
}

/** The title of a partnership that was recorded without one, made of the names of all its parties, in their order. */
export function partnershipTitle(partyNames: readonly string[], language: Language): string {
  const phrases = phrasesByLanguage[language];
  return listed(phrases, partyNames, phrases.and, namesInTitle);
}

function gapFactsOf(
  phrases: Phrases,
  gap: ToldGap,
  names: Names,
  language: Language,
  mostNames: number,
): GapFacts {
  const { region, where } = gap.question;
  const list = (ids: readonly OrganisationId[]): string =>
    listed(phrases, namesOfSome(ids, names, mostNames), phrases.and, mostNames, ids.length);
  const isCut = gap.kind === "SINGLE_POINT_OF_FAILURE";
  const isLacking = gap.kind === "MISSING_KIND";
  const unmet = gap.kind === "UNMET_NORM" ? gap : null;
  const subject = isCut || gap.kind === "DORMANT_PARTNERSHIP" ? gap.partnership : null;
  const partnership = subject === null ? null : names.partnership(subject);
  return {
    names: namesOfSome(gap.organisations, names, 2),
    who: partnership === null ? list(gap.organisations) : partiesOf(phrases, partnership, names, mostNames),
    note:
      partnership === null
        ? ""
        : phrases.partnershipNote(
            kindOf(phrases, partnership),
            partnership.since && dateText(phrases, partnership.since),
          ),
    isClosed: gap.decision?.kind === "CLOSED",
    partyCount: partnership?.parties.length ?? gap.organisations.length,
    region: names.region(region),
    date: dateText(phrases, gap.asOf),
    isFiltered: conditionFields.some((field) => where[field] !== null),
    count: isCut ? gap.cutsOff.length : gap.organisations.length,
    largestCount: gap.kind === "SPLIT_NETWORK" ? gap.largestGroupSize : 0,
    isPartnership: isCut && gap.partnership !== null,
    cutOff: isCut ? list(gap.cutsOff) : "",
    sector: isLacking ? sectorNames(phrases, [gap.sector], names, language) : "",
    kinds: isLacking ? wordsFor(phrases, phrases.organisationKinds, gap.missing) : "",
    partnershipCount: isLacking ? (gap.reasons[0]?.value ?? 0) : 0,
    norm: unmet === null ? "" : inLanguage(unmet.norm.title, language),
    normExplanation: unmet === null ? "" : inLanguage(unmet.norm.explanation, language),
    judged: unmet === null ? "" : judgedName(unmet, names),
    isRegion: unmet !== null && unmet.organisation === null,
    expected: unmet?.expected ?? 0,
    observed: unmet?.observed ?? 0,
    lastDay: gap.kind === "DORMANT_PARTNERSHIP" ? dateText(phrases, dateOf(dayOf(gap.endedOn) - 1)) : "",
  };
}

function judgedName({ organisation, judgedRegion }: UnmetNorm, names: Names): string {
  return organisation === null ? names.region(judgedRegion!) : names.organisation(organisation);
}

/** One of the two languages that a text was written in. */
function inLanguage({ en: english, nl: dutch }: InLanguages, language: Language): string {
  return language === "NL" ? dutch : english;
}

/** What a norm is called. No full stop. */
export function normTitle({ title }: Norm, language: Language): string {
  return inLanguage(title, language);
}

/** What a norm expects, and why, in sentences. */
export function normExplanation({ explanation }: Norm, language: Language): string {
  return inLanguage(explanation, language);
}

/** The names of the first of many: no more than a sentence has room for. */
function namesOfSome(ids: readonly OrganisationId[], names: Names, most: number): string[] {
  return ids.slice(0, most).map(names.organisation);
}

const conditionFields = Object.keys(noFilter) as (keyof NetworkFilter)[];

/** The conditions of a filter in words, in the order of its fields. */
function conditionsOf(phrases: Phrases, where: NetworkFilter, names: Names, language: Language): string[] {
  const { conditions, or } = phrases;
  const organisations = (ids: readonly OrganisationId[]) => listed(phrases, ids.map(names.organisation), or);
  const sectors = (codes: readonly SectorCode[]) =>
    sectorNames(phrases, codes, names, language) || phrases.conditions.unnamedSectors(codes.length);
  const told = [
    where.organisationKinds &&
      conditions.organisationKinds(wordsFor(phrases, phrases.organisationKinds, where.organisationKinds)),
    where.regions && conditions.regions(listed(phrases, where.regions.map(names.region), or)),
    where.organisationSectors && conditions.organisationSectors(sectors(where.organisationSectors)),
    where.without && conditions.without(organisations(where.without)),
    where.partnershipKinds &&
      conditions.partnershipKinds(wordsFor(phrases, phrases.partnershipKinds, where.partnershipKinds)),
    where.partnershipSectors && conditions.partnershipSectors(sectors(where.partnershipSectors)),
    where.activeOn && conditions.activeOn(dateText(phrases, where.activeOn)),
    where.activeBetween && periodText(phrases, where.activeBetween),
    where.minStrength && conditions.minStrength(where.minStrength),
    where.maxParties && conditions.maxParties(where.maxParties),
  ];
  return told.filter((text) => typeof text === "string");
}

function wordsFor<K extends string>(
  phrases: Phrases,
  words: Readonly<Record<K, string>>,
  values: readonly K[],
): string {
  const all = values.map((value) => words[value]);
  return listed(phrases, all, phrases.or, all.length);
}

/** Sectors with semicolons between, as their names have commas; those without a name as a number. Empty where none has one. */
function sectorNames(
  phrases: Phrases,
  codes: readonly SectorCode[],
  names: Names,
  language: Language,
): string {
  // One that is called by its code has no name to give.
  const named = codes.map((code) => names.sector(code, language)).filter((name, i) => name !== codes[i]);
  if (named.length === 0) return "";
  const shown = named.slice(0, namesInSentence);
  const rest = codes.length - shown.length;
  return [...shown, ...(rest > 0 ? [phrases.others(rest)] : [])].join("; ");
}

/** The days of a half-open period, or nothing where both ends are open. */
function periodText(phrases: Phrases, { since, until }: Period): string | null {
  if (since === null && until === null) return null;
  const date = (day: CalendarDate) => dateText(phrases, day);
  return phrases.conditions.activeBetween(since && date(since), until && date(dateOf(dayOf(until) - 1)));
}

/** `A, B and 3 others`: at most `most` in a row, the rest of `count` as a number. */
function listed(
  phrases: Pick<Phrases, "others">,
  names: readonly string[],
  conjunction: string,
  most: number = namesInSentence,
  count: number = names.length,
): string {
  // One too many is not worth a number: it takes the place of the last name, which says as much.
  const shown = count <= most ? [...names] : names.slice(0, most - 1);
  if (shown.length < count) shown.push(phrases.others(count - shown.length));
  const last = shown.pop() ?? "";
  return shown.length === 0 ? last : `${shown.join(", ")} ${conjunction} ${last}`;
}

/** By locale; making one takes longer than all else of a sentence. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateText({ locale }: Pick<Phrases, "locale">, date: CalendarDate): string {
  let format = dateFormats.get(locale);
  if (format === undefined) {
    const parts = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
    dateFormats.set(locale, (format = new Intl.DateTimeFormat(locale, parts)));
  }
  return format.format(new Date(`${date}T00:00:00Z`));
}

/** Takes one of two full stops away, where a name ends in one of its own: `Bakker B.V..` */
function finished(text: string): string {
  return text.replaceAll(/(?<!\.)\.\.(?!\.)/g, ".");
}
