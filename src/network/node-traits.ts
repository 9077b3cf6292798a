/** What the ranker of missing links is told of organisations besides their partnerships. */
import type { SectorCode } from "../domain/ids.js";
import { hyperedgePasses, type Filter } from "../kernel/filter.js";
import type { InSteps } from "../kernel/in-steps.js";
import { ProfilePacker, type NodeTraits } from "../kernel/pair-features.js";
import type { Tables } from "./tables.js";

/**
 * The kinds, places and sectors of some organisations, each once: each sector of its own counts 1, each partnership that
 * passes 1 for its sectors together. O(their partnerships).
 */
export function* nodeTraitsOf(
  { organisations, partnerships }: Tables,
  filter: Filter,
  nodes: Int32Array,
): InSteps<NodeTraits> {
  const { projection } = partnerships;
  const latitudes = new Float64Array(nodes.length).fill(NaN);
  const longitudes = new Float64Array(nodes.length).fill(NaN);
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

  const packer = new ProfilePacker(nodes.length);
  const { starts, ends, hyperedges } = projection.memberships;
  for (let place = 0; place < nodes.length; place++) {
    const node = nodes[place];
    const record = organisations.recordAt(node);
    if (record !== null) {
      latitudes[place] = record.location?.latitude ?? NaN;
      longitudes[place] = record.location?.longitude ?? NaN;
      for (const number of numbersOf(record.sectors)) packer.add(number, 1);
      for (let i = starts[node]; i < ends[node]; i++) {
        if (!hyperedgePasses(projection, filter, hyperedges[i])) continue;
        const list = numbersOf(partnerships.sectorsOf(hyperedges[i]));
        for (const number of list) packer.add(number, 1 / list.length);
      }
    }
    packer.end();
    if (place % 64 === 63) yield;
  }
  return {
    nodes,
    classes: Uint8Array.from(nodes, (node) => organisations.kinds[node]),
    latitudes,
    longitudes,
    profiles: packer.profiles(numbers.size),
  };
}
