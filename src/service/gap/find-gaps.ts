/** What is missing in a region: asks each kind of gap, keeps the rankings, and shows one page. */
import type { Viewer } from "../../domain/access.js";
import type { CalendarDate } from "../../domain/calendar-date.js";
import { gapKinds, type GapKind, type GapQuestion } from "../../domain/gap.js";
import { gapDecisionKinds, type DecidedGap, type GapDecisionKind } from "../../domain/gap-decision.js";
import type { OrganisationId } from "../../domain/ids.js";
import type { Keyset, Page, PageRequest } from "../../domain/page.js";
import type { LinkRanker } from "../../domain/ranker.js";
import type { Network } from "../../network/network.js";
import { checkedList, checkedNumber, checkedPage, once, type Given } from "../asked.js";
import { resolveNetworkFilter, type AskedNetworkFilter } from "../filter/resolve-filter.js";
import { limits } from "../limits.js";
import type { Parts } from "../parts.js";
import { References } from "../references.js";
import { admitReader, refusal } from "../refuse.js";
import { acceptedOf, closedGapOf, decisionsFor, standing } from "./decisions.js";
import type { Ranking } from "./gap-cache.js";
import { compareGaps, type Asked, type Ranked } from "./gap-finder.js";
import { defaultRanker, gapIdOf, longestSubject, readGapId } from "./gap-id.js";
import { rankGaps } from "./rank-gaps.js";

export interface FindGaps {
  readonly region: string;
  /** Absent: all, in the enum's order. */
  readonly kinds?: Given<readonly GapKind[]>;
  /** May carry no condition on time: that is what `asOf` is for. */
  readonly where?: Given<AskedNetworkFilter>;
  /** Absent: today. */
  readonly asOf?: Given<CalendarDate>;
  /** Absent: the default. */
  readonly ranker?: Given<LinkRanker>;
  /** Absent: OPEN and ACCEPTED. */
  readonly decisions?: Given<readonly GapDecisionKind[]>;
  /** Only gaps that concern this organisation. */
  readonly concerning?: Given<OrganisationId>;
  /** Lists at most so many of each kind; counts go on to count all. */
  readonly firstPerKind?: Given<number>;
  readonly page: PageRequest;
}

export interface GapPage extends Page<DecidedGap> {
  /** Of each kind asked for, in the order asked. */
  countsByKind(): { readonly kind: GapKind; readonly count: number }[];
  /** Of each decision, whichever were asked for. */
  countsByDecision(): { readonly decision: GapDecisionKind; readonly count: number }[];
  readonly revision: number;
}

const action = "find gaps";

/**
 * Finds the gaps of a region, kinds in the order asked, within a kind those most worth mending first.
 * From memory; a first ranking may be made in a worker.
 */
export async function findGaps(parts: Parts, viewer: Viewer, asked: FindGaps): Promise<GapPage> {
  admitReader(viewer, action);
  const { network } = parts.network;
  const page = checkedPage(action, asked.page);
  const most = asked.firstPerKind ?? null;
  if (most !== null) checkedNumber(action, "firstPerKind", most, 1, limits.page);
  const decisions = new Set(checkedList(action, "decisions", asked.decisions) ?? defaultDecisions);
  const question = resolveGapQuestion(network, asked);
  const ordering = `gaps:${question.kinds.join(",")}`;
  const checked = (keyset: Keyset | null) => checkedKeyset(keyset, ordering, question);
  const bounds = { after: checked(page.after), before: checked(page.before) };

  return rankGaps(parts, question, async (all, asOf, gather) => {
    const { concerning } = asked;
    const decided = decide({ network, question, asOf }, all).map((ranking) =>
      concerning == null ? ranking : ranking.filter((gap) => gap.concerns(concerning)),
    );
    const rankings = decided.map((ranking) => ranking.filter(({ decision }) => decisions.has(decision)));
    const places = rankings.flatMap((ranking, position) =>
      ranking.slice(0, most ?? ranking.length).map((gap) => ({ position, gap })),
    );
    const { from, to } = cut(places, page, bounds);
    const shown = places.slice(from, to);
    const items = await gather(shown.map(({ gap }) => gap));
    return {
      rows: shown.map(({ position, gap }, i) => ({
        item: items[i],
        keyset: { ordering, key: [position, gap.score, gap.id] },
      })),
      hasNext: to < places.length,
      hasPrevious: from > 0,
      count: () => rankings.reduce((sum, ranking) => sum + ranking.length, 0),
      countsByKind: () => question.kinds.map((kind, i) => ({ kind, count: rankings[i].length })),
      countsByDecision: () => {
        const counts = new Map(gapDecisionKinds.map((decision) => [decision, 0]));
        for (const { decision } of decided.flat()) counts.set(decision, counts.get(decision)! + 1);
        return Array.from(counts, ([decision, count]) => ({ decision, count }));
      },
      revision: network.revision,
    };
  });
}

/** What is listed when a question does not say. */
const defaultDecisions: readonly GapDecisionKind[] = ["OPEN", "ACCEPTED"];

/** A gap in a ranking with how it was decided. */
interface RankedDecision extends Ranked {
  readonly decision: GapDecisionKind;
  concerns(organisation: OrganisationId): boolean;
  describe(): DecidedGap | Promise<DecidedGap>;
}

/** Adds what was decided to the rankings of a question, and the gaps that were closed, each in its place. */
function decide(context: Asked, rankings: readonly Ranking[]): RankedDecision[][] {
  const { network, question } = context;
  const kept = decisionsFor(network, question);
  return rankings.map((ranking, i) => {
    const decided = ranking.map((gap): RankedDecision => {
      const decision = standing(kept.get(gap.id));
      return {
        id: gap.id,
        score: gap.score,
        decision: decision?.kind ?? "OPEN",
        concerns: (organisation) => gap.concerns(organisation),
        describe: async () => ({ ...(await gap.describe()), decision }),
      };
    });
    const accepted = acceptedOf(kept, question.kinds[i]);
    if (accepted.length === 0) return decided;

    const present = new Set(ranking.map(({ id }) => id));
    const closed = accepted.flatMap(([id, decision]): RankedDecision[] => {
      const gap = present.has(id) ? null : closedGapOf(context, id, decision);
      if (gap === null) return [];
      const concerns = (organisation: OrganisationId): boolean => gap.organisations.includes(organisation);
      return [{ id, score: gap.score, decision: "CLOSED", concerns, describe: () => gap }];
    });
    return closed.length === 0 ? decided : [...decided, ...closed].sort(compareGaps);
  });
}

/** Resolves a question for gaps; refuses conditions on time and filters too long to be spelled in an id. */
export function resolveGapQuestion(
  network: Network,
  asked: Pick<FindGaps, "region" | "kinds" | "where" | "asOf" | "ranker">,
): GapQuestion {
  const kinds = once(checkedList(action, "kinds", asked.kinds) ?? gapKinds);
  for (const field of ["activeOn", "activeBetween"] as const)
    if (asked.where?.[field] != null)
      throw refusal("BAD_USER_INPUT", action, `where has ${field}, wanted the day in asOf instead`);
  const references = new References(network, action);
  const [region] = references.regions([asked.region]);
  const where = resolveNetworkFilter(action, references, asked.where);
  references.settle();

  const ranker = asked.ranker ?? defaultRanker;
  const question: GapQuestion = { region, kinds, where, asOf: asked.asOf ?? null, ranker };
  if (gapIdOf(question, "MISSING_LINK", []).length + longestSubject > limits.gapId)
    throw refusal("BAD_USER_INPUT", action, "the lists of where are too long together, wanted fewer values");
  return question;
}

// ---- pages

/** A row of the list: the position of its kind among those asked, and the gap. */
interface Place {
  readonly position: number;
  readonly gap: Ranked;
}

/** Where a page begins and ends in a list. */
function cut(
  places: readonly Place[],
  { first, last }: PageRequest,
  { after, before }: { readonly after: Place | null; readonly before: Place | null },
): { from: number; to: number } {
  const begin = after === null ? 0 : places.findIndex((place) => comparePlaces(place, after) > 0);
  const end = before === null ? -1 : places.findIndex((place) => comparePlaces(place, before) >= 0);
  const from = begin === -1 ? places.length : begin;
  const to = Math.max(from, end === -1 ? places.length : end);
  return {
    from: last === null ? from : Math.max(from, to - last),
    to: first === null ? to : Math.min(to, from + first),
  };
}

function comparePlaces(a: Place, b: Place): number {
  return a.position - b.position || compareGaps(a.gap, b.gap);
}

function checkedKeyset(keyset: Keyset | null, ordering: string, question: GapQuestion): Place | null {
  if (keyset === null) return null;
  const [position, score, id] = keyset.key;
  const isPlace = typeof position === "number" && typeof score === "number" && typeof id === "string";
  if (keyset.ordering === ordering && keyset.key.length === 3 && isPlace) {
    // The id of a gap spells all of its question but the kinds.
    const spelled = readGapId(id);
    if (spelled !== null && gapIdOf(question, spelled.kind, spelled.subject) === id)
      return { position, gap: { score, id: id as Ranked["id"] } };
  }
  throw refusal(
    "BAD_USER_INPUT",
    action,
    "the cursor is of another list, wanted one of these kinds in this order, of the same region, filter, day and ranker",
  );
}
