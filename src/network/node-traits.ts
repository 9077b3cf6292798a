/** What the ranker of missing links is told of organisations besides their partnerships. */
import type { SectorCode } from "../domain/ids.js";
import { hyperedgePasses, type Filter } from "../kernel/filter.js";
import { ProfilePacker, type NodeTraits } from "../kernel/pair-features.js";
import type { Tables } from "./tables.js";

const none: readonly number[] = [];

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
  // Partnerships are fewer than parties: what each says is looked up once.
  const said = Array.from({ length: projection.hyperedgeCount }, (_, hyperedge) =>
    hyperedgePasses(projection, filter, hyperedge) ? numbersOf(partnerships.sectorsOf(hyperedge)) : none,
  );

  const packer = new ProfilePacker(nodeCount);
  const { starts, ends, hyperedges } = projection.memberships;
  for (let node = 0; node < nodeCount; node++) {
    const record = organisations.recordAt(node);
    if (record !== null) {
      latitudes[node] = record.location?.latitude ?? NaN;
      longitudes[node] = record.location?.longitude ?? NaN;
      for (const number of numbersOf(record.sectors)) packer.add(number, 1);
      for (let i = starts[node]; i < ends[node]; i++) {
        const list = said[hyperedges[i]];
        for (const number of list) packer.add(number, 1 / list.length);
      }
    }
    packer.end();
  }
  return {
    classes: organisations.kinds.slice(0, nodeCount),
    latitudes,
    longitudes,
    profiles: packer.profiles(numbers.size),
  };
}
