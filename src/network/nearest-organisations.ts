/** Who of one kind is nearest to some organisations. */
import { kilometresAtLeast, kilometresBetween } from "../domain/distance.js";
import type { NetworkFilter } from "../domain/filter.js";
import type { OrganisationId, RegionCode } from "../domain/ids.js";
import { organisationKinds, type Location, type OrganisationKind } from "../domain/organisation.js";
import type { State } from "./state.js";

export interface NearestQuestion {
  readonly kind: OrganisationKind;
  readonly to: readonly OrganisationId[];
  /** Those that lie here go before all others. */
  readonly region: RegionCode;
  readonly where: NetworkFilter;
  readonly limit: number;
}

export interface Nearest {
  readonly organisation: OrganisationId;
  /** The one of `to` that it is nearest to, never itself. */
  readonly nearTo: OrganisationId;
  /** In kilometres; null where it is not known. */
  readonly distance: number | null;
}

/**
 * Finds the organisations of a kind that pass the filter: those of the region first, then the nearest to any
 * of `to`, unknown distances last, then by id. O(organisations of the kind), each compared with those of
 * `to` on about its latitude.
 */
export function nearestOrganisations(state: State, question: NearestQuestion): Nearest[] {
  const { kind, region, where, limit } = question;
  const { organisations, regions } = state.tables;
  const { nodes } = state.filters.ofNetwork(where).filter;
  const wanted = organisationKinds.indexOf(kind);
  const isHere = regions.marksOf([region]);
  const to = byLatitude(state, question.to);

  const best: Candidate[] = [];
  for (const node of organisations.byId.items) {
    if (organisations.kinds[node] !== wanted || (nodes !== null && nodes[node] === 0)) continue;
    const tier = isHere[organisations.regions[node]] === 1 ? 0 : 1;
    const worst = best.length < limit ? null : best[best.length - 1];
    if (worst !== null && tier > worst.tier) continue;
    const most = worst === null || tier < worst.tier ? Infinity : worst.distance;
    const nearest = nearestTo(to, organisations.idOf(node), organisations.recordAt(node)!.location, most);
    if (nearest === null) continue;
    keepBest(best, { node, tier, ...nearest }, limit);
  }
  return best.map(({ node, nearTo, distance }) => ({
    organisation: organisations.idOf(node),
    nearTo,
    distance: distance === Infinity ? null : distance,
  }));
}

interface Candidate {
  readonly node: number;
  readonly tier: number;
  readonly nearTo: OrganisationId;
  /** Infinity where it is not known. */
  readonly distance: number;
}

/** Those of `to`: some by latitude, ascending, and the rest, whose place is not known. */
interface Places {
  readonly known: readonly {
    readonly id: OrganisationId;
    readonly location: Location;
    readonly latitude: number;
  }[];
  readonly all: readonly OrganisationId[];
}

function byLatitude({ tables }: State, ids: readonly OrganisationId[]): Places {
  const known = ids.flatMap((id) => {
    const location = tables.organisations.recordAt(tables.organisations.knownNodeOf(id))?.location ?? null;
    return location === null || location.latitude === null || location.longitude === null
      ? []
      : [{ id, location, latitude: location.latitude }];
  });
  return { known: known.sort((a, b) => a.latitude - b.latitude || (a.id < b.id ? -1 : 1)), all: ids };
}

/** The nearest of some to a place and its distance, the first of them where that is not known; null where all are itself or too far. */
function nearestTo(
  { known, all }: Places,
  self: OrganisationId,
  location: Location | null,
  most: number,
): { nearTo: OrganisationId; distance: number } | null {
  let nearTo: OrganisationId | null = null;
  let distance = most;
  const latitude = location?.latitude ?? null;
  if (latitude !== null) {
    // From its own latitude outwards, both ways, as long as something nearer may come.
    let up = firstFrom(known, latitude);
    let down = up - 1;
    const gapAt = (i: number): number =>
      i < 0 || i >= known.length ? Infinity : kilometresAtLeast(known[i].latitude, latitude);
    for (;;) {
      const i = gapAt(up) <= gapAt(down) ? up : down;
      if (gapAt(i) >= distance || i < 0 || i >= known.length) break;
      if (i === up) up++;
      else down--;
      if (known[i].id === self) continue;
      const found = kilometresBetween(location, known[i].location);
      if (found !== null && found < distance) {
        distance = found;
        nearTo = known[i].id;
      }
    }
  }
  if (nearTo !== null) return { nearTo, distance };
  const other = most === Infinity ? all.find((id) => id !== self) : undefined;
  return other === undefined ? null : { nearTo: other, distance: Infinity };
}

function firstFrom(places: readonly { readonly latitude: number }[], latitude: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places[middle].latitude < latitude) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts a candidate in its place among the best so far; they come by id, so that equals keep that order. */
function keepBest(best: Candidate[], candidate: Candidate, limit: number): void {
  let place = best.length;
  while (place > 0 && isNearer(candidate, best[place - 1])) place--;
  best.splice(place, 0, candidate);
  if (best.length > limit) best.pop();
}

function isNearer(a: Candidate, b: Candidate): boolean {
  return a.tier < b.tier || (a.tier === b.tier && a.distance < b.distance);
}
