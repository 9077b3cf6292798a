/** What the ranker of missing links is told of organisations besides their partnerships. */
import type { SectorCode } from "../domain/ids.js";
import { hyperedgePasses, type Filter } from "../kernel/filter.js";
import { packProfiles, type NodeTraits } from "../kernel/pair-features.js";
import type { Tables } from "./tables.js";

/**
 * The kinds, places and sectors of all organisations: each sector of its own counts 1, each partnership that passes
 * 1 for its sectors together. O(organisations + parties).
 */
export function nodeTraitsOf({ organisations, partnerships }: Tables, filter: Filter): NodeTraits {
  const { projection } = partnerships;
  const { nodeCount } = organisations;
  const latitudes = new Float64Array(nodeCount).fill(NaN);
  const longitudes = new Float64Array(nodeCount).fill(NaN);
  const numbers = new Map<SectorCode, number>();
  const numbersByList = new Map<readonly SectorCode[], readonly number[]>();
  const numbersOf = (sectors: readonly SectorCode[]): readonly number[] => {
    let list = numbersByList.get(sectors);
    if (list === undefined) {
      list = sectors.map((sector) => {
        const number = numbers.get(sector) ?? numbers.size;
        numbers.set(sector, number);
        return number;
      });
      numbersByList.set(sectors, list);
    }
    return list;
  };
  const passing = new Uint8Array(projection.hyperedgeCount);
  for (let hyperedge = 0; hyperedge < passing.length; hyperedge++)
    if (hyperedgePasses(projection, filter, hyperedge)) passing[hyperedge] = 1;

  const profiles: Map<number, number>[] = [];
  for (let node = 0; node < nodeCount; node++) {
    const record = organisations.recordAt(node);
    const profile = new Map<number, number>();
    if (record !== null) {
      latitudes[node] = record.location?.latitude ?? NaN;
      longitudes[node] = record.location?.longitude ?? NaN;
      for (const number of numbersOf(record.sectors)) profile.set(number, 1);
      for (const hyperedge of projection.hyperedgesOf(node)) {
        if (passing[hyperedge] === 0) continue;
        const list = numbersOf(partnerships.sectorsOf(hyperedge));
        for (const number of list) profile.set(number, (profile.get(number) ?? 0) + 1 / list.length);
      }
    }
    profiles.push(profile);
  }
  return {
    classes: organisations.kinds.slice(0, nodeCount),
    latitudes,
    longitudes,
    profiles: packProfiles(profiles, numbers.size),
  };
}
