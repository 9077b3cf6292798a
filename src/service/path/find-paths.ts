import type { Viewer } from "../../domain/access.js";
import type { PathAnswer } from "../../domain/path.js";
import { checkedList, checkedNumber, type Given } from "../asked.js";
import { resolveNetworkFilter, type AskedNetworkFilter } from "../filter/resolve-filter.js";
import { limits } from "../limits.js";
import type { Parts } from "../parts.js";
import { admitReader, refusal } from "../refuse.js";
import { quoted, References } from "../references.js";

export interface FindPaths {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly where?: Given<AskedNetworkFilter>;
  /** 0 to 8. */
  readonly maxHops: number;
}

const action = "find paths";

/**
 * Finds the best way from any organisation of `from` to any of `to`, or why there is none. From memory.
 *
 * The ends are exempt from the filter's conditions on organisations, so that leaving one out with
 * `without` would contradict the question: BAD_USER_INPUT.
 */
export function findPaths({ network: { network } }: Parts, viewer: Viewer, question: FindPaths): PathAnswer {
  admitReader(viewer, action);
  checkedList(action, "from", question.from, limits.ends);
  checkedList(action, "to", question.to, limits.ends);
  const maxHops = checkedNumber(action, "maxHops", question.maxHops, 0, limits.maxHops);

  const references = new References(network, action);
  const from = references.organisations(question.from);
  const to = references.organisations(question.to);
  const where = resolveNetworkFilter(action, references, question.where);
  references.settle();

  const ends = new Set([...from, ...to]);
  const left = question.where?.without?.filter((ref) => ends.has(network.findOrganisation(ref)!)) ?? [];
  if (left.length > 0)
    throw refusal(
      "BAD_USER_INPUT",
      action,
      `without names ${quoted(left)}, wanted none of the organisations in from and to`,
    );
  return network.findPath({ from, to, where, maxHops });
}
