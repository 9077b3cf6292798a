/**
 * Points without which the members of one connected group come apart, with what each would cut off.
 *
 * J. Hopcroft and R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", Communications of
 * the ACM 16 (1973), 372-378: a point of a depth-first search is a cut point where nothing below one of its
 * children reaches above it. Here the sizes of what comes apart are counted on the way.
 */
import type { Incidence } from "./incidence.js";

export interface CutPoints {
  /** The points of the group in the order in which the search found them; what lies below one follows it. */
  readonly order: Int32Array;
  /** By cut point, the lowest place first: its place in the order. */
  readonly places: Int32Array;
  /** By cut point: how many members are cut off from the largest piece that remains. */
  readonly counts: Int32Array;
  /**
   * The pieces below cut point `i` begin at `pieceStarts[pieceOffsets[i]]` up to, not including,
   * `pieceStarts[pieceOffsets[i + 1]]` in the order, and end before `pieceEnds` of the same. All else but the
   * cut point itself is one more piece, if there is any.
   */
  readonly pieceOffsets: Int32Array;
  readonly pieceStarts: Int32Array;
  readonly pieceEnds: Int32Array;
}

/**
 * Finds the wanted points of the group around one member whose loss cuts `least` or more members off from
 * the largest piece that remains. O(the group's points and their neighbours).
 */
export function cutPointsOf(
  incidence: Incidence,
  root: number,
  least: number,
  isWanted: (point: number) => boolean,
): CutPoints {
  const search = searchFrom(incidence, root);
  const { order, parents, lows, sizes, ends } = search;
  const total = sizes[0];

  // A child from which nothing reaches above its parent comes off with all that lies below it.
  const childOffsets = new Int32Array(order.length + 1);
  const comesOff = (place: number): boolean => lows[place] >= parents[place];
  for (let place = 1; place < order.length; place++) if (comesOff(place)) childOffsets[parents[place] + 1]++;
  for (let place = 0; place < order.length; place++) childOffsets[place + 1] += childOffsets[place];
  const children = new Int32Array(childOffsets[order.length]);
  const next = childOffsets.slice(0, order.length);
  for (let place = 1; place < order.length; place++)
    if (comesOff(place)) children[next[parents[place]]++] = place;

  const places: number[] = [];
  const counts: number[] = [];
  const pieceOffsets = [0];
  const pieceStarts: number[] = [];
  for (let place = 0; place < order.length; place++) {
    if (!isWanted(order[place])) continue;
    const own = order[place] < incidence.memberCount ? 1 : 0;
    let largest = 0;
    let below = 0;
    for (let i = childOffsets[place]; i < childOffsets[place + 1]; i++) {
      below += sizes[children[i]];
      largest = Math.max(largest, sizes[children[i]]);
    }
    largest = Math.max(largest, total - own - below);
    if (total - own - largest < least) continue;
    places.push(place);
    counts.push(total - own - largest);
    for (let i = childOffsets[place]; i < childOffsets[place + 1]; i++) pieceStarts.push(children[i]);
    pieceOffsets.push(pieceStarts.length);
  }
  return {
    order,
    places: Int32Array.from(places),
    counts: Int32Array.from(counts),
    pieceOffsets: Int32Array.from(pieceOffsets),
    pieceStarts: Int32Array.from(pieceStarts),
    pieceEnds: Int32Array.from(pieceStarts, (place) => ends[place]),
  };
}

/**
 * The pieces that remain of the group without a cut point, as members in ascending order: the largest first,
 * equal ones by their lowest member. O(the group).
 */
export function piecesWithout(cuts: CutPoints, i: number, memberCount: number): Int32Array[] {
  const { order, places, pieceOffsets, pieceStarts, pieceEnds } = cuts;
  const isMember = (point: number): boolean => point < memberCount;
  const rest = new Uint8Array(order.length).fill(1);
  rest[places[i]] = 0;
  const pieces: Int32Array[] = [];
  for (let piece = pieceOffsets[i]; piece < pieceOffsets[i + 1]; piece++) {
    rest.fill(0, pieceStarts[piece], pieceEnds[piece]);
    pieces.push(order.slice(pieceStarts[piece], pieceEnds[piece]).filter(isMember).sort());
  }
  const remaining = order.filter((point, place) => rest[place] === 1 && isMember(point)).sort();
  if (remaining.length > 0) pieces.push(remaining);
  return pieces.sort((a, b) => b.length - a.length || a[0] - b[0]);
}

/** A depth-first search; all columns are by place in its order. */
interface Search {
  readonly order: Int32Array;
  readonly parents: Int32Array;
  /** The lowest place next to it or to anything below it. */
  readonly lows: Int32Array;
  /** How many members it and all below it are. */
  readonly sizes: Int32Array;
  /** The place after the last one below it. */
  readonly ends: Int32Array;
}

function searchFrom({ memberCount, offsets, neighbours }: Incidence, root: number): Search {
  const count = offsets.length - 1;
  const placeOf = new Int32Array(count).fill(-1);
  const order = new Int32Array(count);
  const parents = new Int32Array(count).fill(-1);
  const lows = new Int32Array(count);
  const sizes = new Int32Array(count);
  const ends = new Int32Array(count);
  const next = offsets.slice(0, count);

  let found = 0;
  const enter = (point: number, parent: number): number => {
    placeOf[point] = found;
    order[found] = point;
    parents[found] = parent;
    lows[found] = found;
    sizes[found] = point < memberCount ? 1 : 0;
    return found++;
  };

  let place = enter(root, -1);
  while (place !== -1) {
    const point = order[place];
    if (next[point] < offsets[point + 1]) {
      const neighbour = neighbours[next[point]++];
      if (placeOf[neighbour] === -1) place = enter(neighbour, place);
      else lows[place] = Math.min(lows[place], placeOf[neighbour]);
      continue;
    }
    // All below it has been seen: what it knows goes up.
    ends[place] = found;
    const parent = parents[place];
    if (parent !== -1) {
      sizes[parent] += sizes[place];
      // The parent itself is no way round it.
      if (lows[place] < lows[parent]) lows[parent] = lows[place];
    }
    place = parent;
  }
  const upTo = (column: Int32Array): Int32Array => column.slice(0, found);
  return {
    order: upTo(order),
    parents: upTo(parents),
    lows: upTo(lows),
    sizes: upTo(sizes),
    ends: upTo(ends),
  };
}
