/** The network as a drawing needs it: some organisations, the most telling first, and the links among them. */
import type { NetworkFilter } from "../domain/filter.js";
import type { OrganisationId } from "../domain/ids.js";
import { partnershipKinds } from "../domain/partnership.js";
import type { NetworkLink, NetworkView } from "../domain/view.js";
import type { LinkedPairs } from "../kernel/links.js";
import type { HeavyWork } from "./heavy-work.js";
import { sinceDate, untilDate } from "./partnerships.js";
import type { State } from "./state.js";
import { drawView, type NumberedViewQuestion } from "./view-task.js";

export interface NetworkViewQuestion {
  readonly where: NetworkFilter;
  readonly first: number;
  readonly firstLinks: number;
}

export interface NeighbourhoodQuestion extends NetworkViewQuestion {
  /** Exempt from the filter. */
  readonly of: OrganisationId;
  readonly hops: number;
}

/** Nearest first, then most linked under the filter, then by NAME. */
export function neighbourhood(
  state: State,
  heavyWork: HeavyWork,
  { of, hops, ...question }: NeighbourhoodQuestion,
): Promise<NetworkView> {
  const source = state.tables.organisations.knownNodeOf(of);
  return viewOf(state, heavyWork, question, { source, hops });
}

/** Most linked under the filter first, then by NAME. */
export function networkView(
  state: State,
  heavyWork: HeavyWork,
  question: NetworkViewQuestion,
): Promise<NetworkView> {
  return viewOf(state, heavyWork, question, null);
}

/** Nodes and memberships up to which a view is made on the event loop. */
const manageable = 100_000;

/** As of the moment it was asked; of a large network in a worker. */
async function viewOf(
  { tables, filters, workspace }: State,
  heavyWork: HeavyWork,
  { where, first, firstLinks }: NetworkViewQuestion,
  around: NumberedViewQuestion["around"],
): Promise<NetworkView> {
  const { organisations, partnerships, revision } = tables;
  const { projection } = partnerships;
  const { filter } = filters.ofNetwork(where);
  const asked = { nodes: organisations.byName.items.slice(), around, filter, first, firstLinks };
  const { nodes, pairs, truncated } =
    projection.size > manageable
      ? await heavyWork.run("drawView", asked)
      : drawView(projection, asked, workspace);
  return {
    organisations: Array.from(nodes, (node) => organisations.idOf(node)),
    links: linksOf(pairs),
    truncated: truncated || pairs.truncated,
    revision,
  };
}

function linksOf(pairs: LinkedPairs): NetworkLink[] {
  // Many links are of the same kinds.
  const kindsOf = once((bits) => partnershipKinds.filter((_, kind) => ((bits >> kind) & 1) === 1));
  return Array.from(pairs.from, (fromIndex, i) => ({
    fromIndex,
    toIndex: pairs.to[i],
    partnershipCount: pairs.count[i],
    kinds: kindsOf(pairs.kinds[i]),
    cost: pairs.cost[i],
    since: sinceDate(pairs.since[i]),
    until: untilDate(pairs.until[i]),
  }));
}

/** The same function, that works each answer out once. */
function once<Answer>(answerTo: (asked: number) => Answer): (asked: number) => Answer {
  const known = new Map<number, Answer>();
  return (asked) => {
    let answer = known.get(asked);
    if (answer === undefined) known.set(asked, (answer = answerTo(asked)));
    return answer;
  };
}
