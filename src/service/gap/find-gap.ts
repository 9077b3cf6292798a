import type { Viewer } from "../../domain/access.js";
import { SchakelError } from "../../domain/errors.js";
import type { GapQuestion } from "../../domain/gap.js";
import type { DecidedGap } from "../../domain/gap-decision.js";
import type { GapId } from "../../domain/ids.js";
import type { Network } from "../../network/network.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";
import { closedGapOf, decisionsFor, standing } from "./decisions.js";
import { resolveGapQuestion } from "./find-gaps.js";
import { readGapId, type SpelledGap } from "./gap-id.js";
import { rankGaps } from "./rank-gaps.js";

/**
 * Asks again what the id of a gap asks; null when the gap is gone, or the id is none. A gap that was accepted and
 * that a partnership closed is answered as it was last seen. From memory.
 */
export async function findGap(parts: Parts, viewer: Viewer, id: string): Promise<DecidedGap | null> {
  admitReader(viewer, "find gap");
  const { network } = parts.network;
  const spelled = readGapId(id);
  const question = spelled && questionOf(network, spelled);
  if (question === null) return null;
  return rankGaps(parts, question, async ([ranking], asOf, gather) => {
    const decision = decisionsFor(network, question).get(id as GapId);
    const [found] = await gather(ranking.filter((gap) => gap.id === id));
    if (found !== undefined) return { ...found, decision: standing(decision) };
    return decision === undefined ? null : closedGapOf({ network, question, asOf }, id as GapId, decision);
  });
}

/** The question that an id spells; null where it names what is not known, or asks what may not be asked. */
function questionOf(network: Network, { kind, region, asOf, where, ranker }: SpelledGap): GapQuestion | null {
  try {
    return resolveGapQuestion(network, { region, kinds: [kind], asOf, where, ranker });
  } catch (error) {
    if (error instanceof SchakelError) return null;
    throw error;
  }
}
