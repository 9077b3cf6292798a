import type { Viewer } from "../../domain/access.js";
import { SchakelError } from "../../domain/errors.js";
import type { Gap, GapQuestion } from "../../domain/gap.js";
import type { Network } from "../../network/network.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";
import { atOneRevision, resolveGapQuestion } from "./find-gaps.js";
import { readGapId, type SpelledGap } from "./gap-id.js";

/** Asks again what the id of a gap asks; null when the gap is gone, or the id is none. From memory. */
export async function findGap(parts: Parts, viewer: Viewer, id: string): Promise<Gap | null> {
  admitReader(viewer, "find gap");
  const spelled = readGapId(id);
  const question = spelled && questionOf(parts.network.network, spelled);
  if (question === null) return null;
  return atOneRevision(
    parts,
    question,
    ([ranking]) => ranking.find((gap) => gap.id === id)?.describe() ?? null,
  );
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
