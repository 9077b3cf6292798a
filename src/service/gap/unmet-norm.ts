/** Gaps of kind UNMET_NORM: an expectation that is kept as data and not met on the day. */
import type { SuggestedPartnership, UnmetNorm } from "../../domain/gap.js";
import type { OrganisationId } from "../../domain/ids.js";
import { expectedOf, type Norm, type Wanted } from "../../domain/norm.js";
import { organisationKinds } from "../../domain/organisation.js";
import { limits } from "../limits.js";
import { reason } from "./closeness.js";
import type { FoundGap, GapContext, GapFinder } from "./gap-finder.js";
import { gapIdOf } from "./gap-id.js";
import { NormJudge, type JudgedOne, type Observed } from "./judge-norm.js";
import { reasonsWithin, suggestLinks, type SuggestedLink } from "./suggest-links.js";

/** Finds whom norms judge and what is missing, scored by the share of what is expected that is not recorded. */
export const unmetNorms: GapFinder = { kind: "UNMET_NORM", find };

/** How many of each sort are looked at for a suggestion, the nearest ones. */
const mostCandidates = 200;

async function find(context: GapContext): Promise<FoundGap[]> {
  const { network, question, asOf, norms } = context;
  const { region, where } = question;
  const judge = new NormJudge({ network, where, asOf });
  const found: FoundGap[] = [];
  for (const norm of norms)
    for (const judged of await judge.judgedBy(norm, region)) {
      const observed = await judge.observe(norm, judged);
      const expected = expectedOf(norm);
      if (observed.counted.length >= expected) continue;
      const subject = [norm.id, judged.organisation ?? judged.region!];
      const id = gapIdOf(question, "UNMET_NORM", subject);
      const score = (expected - observed.counted.length) / expected;
      const concerned = judged.organisation === null ? observed.counted : [judged.organisation];
      found.push({
        id,
        score,
        concerns: (organisation) => concerned.includes(organisation),
        describe: () => describe(context, judge, { norm, judged, observed, id, score, concerned }),
      });
    }
  return found;
}

interface Unmet {
  readonly norm: Norm;
  readonly judged: JudgedOne;
  readonly observed: Observed;
  readonly id: UnmetNorm["id"];
  readonly score: number;
  readonly concerned: readonly OrganisationId[];
}

async function describe(context: GapContext, judge: NormJudge, unmet: Unmet): Promise<UnmetNorm> {
  const { question, asOf } = context;
  const { norm, judged, observed, id, score, concerned } = unmet;
  const expected = expectedOf(norm);
  const missing = expected - observed.counted.length;
  const { organisation, region } = judged;
  return {
    kind: "UNMET_NORM",
    id,
    question,
    asOf,
    score,
    organisations: concerned,
    reasons: [reason("NORM_NOT_MET", { value: missing, organisations: observed.counted, region })],
    suggestions: await suggestionsFor(context, judge, unmet),
    norm,
    organisation,
    judgedRegion: region,
    expected,
    observed: observed.counted.length,
  };
}

/**
 * Suggests partnerships that would meet the norm, each alone: those that count already where they must be together,
 * and of each sort that is missing the likeliest ones; the next suggestion takes the next likely ones of the sort that has
 * most to choose from. None where a sort has too few, or all together would be too many for the filter.
 */
async function suggestionsFor(
  context: GapContext,
  judge: NormJudge,
  { norm, judged, observed }: Unmet,
): Promise<SuggestedPartnership[]> {
  const { expects } = norm;
  const wanted = "partners" in expects ? [expects.partners] : expects.parties;
  const own = judged.organisation === null ? [] : [judged.organisation];
  const base = "partners" in expects ? own : [...own, ...observed.counted];

  const used = new Set<OrganisationId>([...own, ...observed.counted]);
  const picked: Choice[] = [];
  const choices: Choices[] = [];
  for (const [i, sort] of wanted.entries()) {
    const count = sort.atLeast - observed.bySort[i].length;
    const beside = [...base, ...picked.map(({ organisation }) => organisation)];
    const all = count === 0 ? [] : await choicesOf(context, judge, sort, judged, { beside, used });
    for (const choice of all.slice(0, count)) {
      used.add(choice.organisation);
      picked.push(choice);
    }
    choices.push({ count, all });
  }
  if (choices.some(({ count, all }) => all.length < count)) return [];
  const size = base.length + picked.length;
  if (size < 2 || size > (context.question.where.maxParties ?? Infinity)) return [];

  const varied = choices.reduce((widest, one) => (spareOf(one) > spareOf(widest) ? one : widest));
  const suggestions: SuggestedPartnership[] = [];
  for (
    let skip = 0;
    skip <= Math.max(0, spareOf(varied)) && suggestions.length < limits.suggestions;
    skip++
  ) {
    const chosen = choices.flatMap((one) => {
      const from = one === varied ? skip : 0;
      return one.all.slice(from, from + one.count);
    });
    const organisations = [...base, ...chosen.map(({ organisation }) => organisation)];
    if (new Set(organisations).size < size) continue;
    suggestions.push({
      organisations,
      score: chosen.reduce((sum, { score }) => sum + score, 0),
      reasons: chosen.flatMap(({ link }) => (link === null ? [] : reasonsWithin(link, size))),
    });
  }
  return suggestions;
}

/** An organisation that would do, how likely it is, and what speaks for it. */
interface Choice {
  readonly organisation: OrganisationId;
  readonly score: number;
  /** To one who is in already; null where nothing speaks for it. */
  readonly link: SuggestedLink | null;
}

/** Of one sort: how many are missing, and who would do, the likeliest first. */
interface Choices {
  readonly count: number;
  readonly all: readonly Choice[];
}

function spareOf({ count, all }: Choices): number {
  return count === 0 ? -1 : all.length - count;
}

/** Who would do for a sort, likeliest first beside those who are in already; without any, by id. */
async function choicesOf(
  context: GapContext,
  judge: NormJudge,
  sort: Wanted,
  judged: JudgedOne,
  {
    beside,
    used,
  }: { readonly beside: readonly OrganisationId[]; readonly used: ReadonlySet<OrganisationId> },
): Promise<Choice[]> {
  const candidates = candidatesFor(context, sort, judged, beside).filter(
    (id) => !used.has(id) && judge.counts(id, sort, judged),
  );
  if (beside.length === 0) return candidates.map((organisation) => ({ organisation, score: 0, link: null }));

  // Of the pairs of one candidate the likeliest counts.
  const choices = new Map<OrganisationId, Choice>();
  const links = await suggestLinks(
    context,
    beside,
    candidates,
    beside.length * (limits.suggestions + sort.atLeast),
  );
  for (const link of links) {
    const [, organisation] = link.pair;
    if (!choices.has(organisation)) choices.set(organisation, { organisation, score: link.score, link });
  }
  for (const organisation of candidates)
    if (!choices.has(organisation)) choices.set(organisation, { organisation, score: 0, link: null });
  return [...choices.values()];
}

/** Those of the sort's kinds that pass: those who lie where a region's norm wants them, or the nearest to who is in already. */
function candidatesFor(
  { network, question }: GapContext,
  { kinds }: Wanted,
  judged: JudgedOne,
  beside: readonly OrganisationId[],
): OrganisationId[] {
  const { region, where } = question;
  if (judged.region !== null)
    return [...new Set(judged.places.flatMap((code) => network.membersOf(code, where)))].sort();
  const to = beside;
  return (kinds ?? organisationKinds).flatMap((kind) =>
    network
      .nearestOrganisations({ kind, to, region, where, limit: mostCandidates })
      .map(({ organisation }) => organisation),
  );
}
