import type { Viewer } from "../../domain/access.js";
import type { OrganisationId } from "../../domain/ids.js";
import type { PathAnswer, PathQuestion, PathRank } from "../../domain/path.js";
import type { Network } from "../../network/network.js";
import { checkedList, checkedNumber, checkedRequiredList, type Given } from "../asked.js";
import { resolveNetworkFilter, type AskedNetworkFilter } from "../filter/resolve-filter.js";
import { limits } from "../limits.js";
import type { Parts } from "../parts.js";
import { admitReader, refusal } from "../refuse.js";
import { quoted, References } from "../references.js";

export interface FindPaths {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly where?: Given<AskedNetworkFilter>;
  /** Absent: HOPS. */
  readonly rankBy?: Given<PathRank>;
  readonly via?: Given<readonly string[]>;
  /** Absent: false. */
  readonly disjoint?: Given<boolean>;
  /** 1 to 100. Absent: 1. */
  readonly first?: Given<number>;
  /** 0 to 8. */
  readonly maxHops: number;
}

const action = "find paths";

/**
 * Finds the best ways from any organisation of `from` to any of `to`, or why there is none. From memory,
 * as of the moment it is asked.
 *
 * The ends are exempt from the filter's conditions on organisations, so that leaving one out with
 * `without` would contradict the question: BAD_USER_INPUT. So would disjoint paths that all pass `via`.
 */
export async function findPaths(
  { network: { network } }: Parts,
  viewer: Viewer,
  asked: FindPaths,
): Promise<PathAnswer> {
  admitReader(viewer, action);
  return network.findPaths(toPathQuestion(network, asked));
}

/** Checks and resolves a question. */
function toPathQuestion(network: Network, asked: FindPaths): PathQuestion {
  checkedRequiredList(action, "from", asked.from, limits.ends);
  checkedRequiredList(action, "to", asked.to, limits.ends);
  const passed = checkedList(action, "via", asked.via, limits.via) ?? [];
  const maxHops = checkedNumber(action, "maxHops", asked.maxHops, 0, limits.maxHops);
  const first = checkedNumber(action, "first", asked.first ?? 1, 1, limits.paths);
  const disjoint = asked.disjoint ?? false;
  if (disjoint && passed.length > 0)
    throw refusal("BAD_USER_INPUT", action, "via and disjoint are both given, wanted one of them");

  const references = new References(network, action);
  const from = references.organisations(asked.from);
  const to = references.organisations(asked.to);
  const via = references.organisations(passed);
  const where = resolveNetworkFilter(action, references, asked.where);
  references.settle();
  refuseEndsLeftOut(network, [...from, ...to], asked.where?.without ?? []);
  return { from, to, where, rankBy: asked.rankBy ?? "HOPS", via, disjoint, first, maxHops };
}

function refuseEndsLeftOut(
  network: Network,
  ends: readonly OrganisationId[],
  without: readonly string[],
): void {
  if (without.length === 0) return;
  const isEnd = new Set(ends);
  const left = without.filter((ref) => isEnd.has(network.findOrganisation(ref)!));
  if (left.length > 0)
    throw refusal(
      "BAD_USER_INPUT",
      action,
      `without names ${quoted(left)}, wanted none of the organisations in from and to`,
    );
}
