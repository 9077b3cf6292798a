/** What is missing in a region: asks each kind of gap, keeps the rankings, and shows one page. */
import type { Viewer } from "../../domain/access.js";
import { today, type CalendarDate } from "../../domain/calendar-date.js";
import { gapKinds, type Gap, type GapKind, type GapQuestion } from "../../domain/gap.js";
import type { Keyset, Page, PageRequest } from "../../domain/page.js";
import type { Network } from "../../network/network.js";
import { checkedList, checkedPage, once, type Given } from "../asked.js";
import { resolveNetworkFilter, type AskedNetworkFilter } from "../filter/resolve-filter.js";
import { limits } from "../limits.js";
import type { Parts } from "../parts.js";
import { admitReader, refusal } from "../refuse.js";
import { References } from "../references.js";
import type { DatedQuestion } from "./dated-question.js";
import { gapIdOf } from "./gap-id.js";
import { rankIsolatedOrganisations } from "./isolated-organisation.js";
import { rankMissingLinks } from "./missing-link.js";
import { compareGaps, type Ranked, type RankedGap } from "./ranked-gap.js";

export interface FindGaps {
  readonly region: string;
  /** Absent: all, in the enum's order. */
  readonly kinds?: Given<readonly GapKind[]>;
  /** May carry no condition on time: that is what `asOf` is for. */
  readonly where?: Given<AskedNetworkFilter>;
  /** Absent: today. */
  readonly asOf?: Given<CalendarDate>;
  readonly page: PageRequest;
}

export interface GapPage extends Page<Gap> {
  /** Of each kind asked for, in the order asked. */
  countsByKind(): { readonly kind: GapKind; readonly count: number }[];
  readonly revision: number;
}

const action = "find gaps";

/** Finds the gaps of a region, kinds in the order asked, within a kind those most worth mending first. From memory. */
export function findGaps(parts: Parts, viewer: Viewer, asked: FindGaps): GapPage {
  admitReader(viewer, action);
  const { network } = parts.network;
  const page = checkedPage(action, asked.page);
  const question = resolveGapQuestion(network, asked);
  const ordering = `gaps:${question.kinds.join(",")}`;
  const bounds = { after: checkedKeyset(page.after, ordering), before: checkedKeyset(page.before, ordering) };

  const rankings = question.kinds.map((kind) => rankingOf(parts, { ...question, kinds: [kind] }));
  const places = rankings.flatMap((ranking, position) => ranking.map((gap) => ({ position, gap })));
  const begin =
    bounds.after === null ? 0 : places.findIndex((place) => comparePlaces(place, bounds.after!) > 0);
  const end =
    bounds.before === null ? -1 : places.findIndex((place) => comparePlaces(place, bounds.before!) >= 0);
  const from = begin === -1 ? places.length : begin;
  const to = Math.max(from, end === -1 ? places.length : end);
  const first = page.last === null ? from : Math.max(from, to - page.last);
  const last = page.first === null ? to : Math.min(to, from + page.first);

  return {
    rows: places.slice(first, last).map(({ position, gap }) => ({
      item: gap.describe(),
      keyset: { ordering, key: [position, gap.score, gap.id] },
    })),
    hasNext: last < places.length,
    hasPrevious: first > 0,
    count: () => places.length,
    countsByKind: () => question.kinds.map((kind, i) => ({ kind, count: rankings[i].length })),
    revision: network.revision,
  };
}

/** Resolves a question for gaps; refuses conditions on time and filters too long to be spelled in an id. */
export function resolveGapQuestion(network: Network, asked: Omit<FindGaps, "page">): GapQuestion {
  const kinds = once(checkedList(action, "kinds", asked.kinds) ?? gapKinds);
  for (const field of ["activeOn", "activeBetween"] as const)
    if (asked.where?.[field] !== null && asked.where?.[field] !== undefined)
      throw refusal("BAD_USER_INPUT", action, `where has ${field}, wanted the day in asOf instead`);
  const references = new References(network, action);
  const [region] = references.regions([asked.region]);
  const where = resolveNetworkFilter(action, references, asked.where);
  references.settle();

  const question: GapQuestion = { region, kinds, where, asOf: asked.asOf ?? null };
  if (gapIdOf(question, "MISSING_LINK", []).length + 100 > limits.gapId)
    throw refusal("BAD_USER_INPUT", action, "the lists of where are too long together, wanted fewer values");
  return question;
}

const rankers: Readonly<Record<GapKind, (network: Network, asked: DatedQuestion) => RankedGap[]>> = {
  MISSING_LINK: rankMissingLinks,
  ISOLATED_ORGANISATION: rankIsolatedOrganisations,
};

/** The ranking of a question for one kind of gap, kept while the network stands and the day lasts. */
export function rankingOf(
  { network: { network }, gaps, timeZone }: Parts,
  question: GapQuestion,
): readonly RankedGap[] {
  const [kind] = question.kinds;
  const asOf = question.asOf ?? today(timeZone);
  const key = JSON.stringify([question, asOf]);
  return gaps.rankingOf(key, network.revision, () => rankers[kind](network, { question, asOf }));
}

// ---- pages

/** A row of the list: the position of its kind among those asked, and the gap. */
interface Place {
  readonly position: number;
  readonly gap: Ranked;
}

function comparePlaces(a: Place, b: Place): number {
  return a.position - b.position || compareGaps(a.gap, b.gap);
}

function checkedKeyset(keyset: Keyset | null, ordering: string): Place | null {
  if (keyset === null) return null;
  const [position, score, id] = keyset.key;
  const isOurs = typeof position === "number" && typeof score === "number" && typeof id === "string";
  if (keyset.ordering === ordering && keyset.key.length === 3 && isOurs)
    return { position, gap: { score, id: id as RankedGap["id"] } };
  throw refusal(
    "BAD_USER_INPUT",
    action,
    "the cursor is of another list, wanted one of these kinds in this order",
  );
}
