import type { RegionCode } from "../../domain/ids.js";

/**
 * Finds the regions that lie within themselves, however far up: those on a cycle, not those below one.
 *
 * Regions named in `within` that are not among those given are passed over. O(regions + within),
 * by Tarjan's strongly connected components (1972), without recursion: chains may be long.
 */
export function regionsOnCycles(
  regions: ReadonlyMap<RegionCode, { readonly within: readonly RegionCode[] }>,
): Set<RegionCode> {
  const onCycles = new Set<RegionCode>();
  const orders = new Map<RegionCode, number>();
  const lows = new Map<RegionCode, number>();
  const open: RegionCode[] = [];
  const isOpen = new Set<RegionCode>();
  const way: { readonly code: RegionCode; next: number }[] = [];

  const enter = (code: RegionCode): void => {
    orders.set(code, orders.size);
    lows.set(code, orders.get(code)!);
    open.push(code);
    isOpen.add(code);
    way.push({ code, next: 0 });
  };
  const lower = (code: RegionCode, low: number): void => {
    if (low < lows.get(code)!) lows.set(code, low);
  };

  for (const start of regions.keys()) {
    if (!orders.has(start)) enter(start);
    while (way.length > 0) {
      const step = way[way.length - 1];
      const { code } = step;
      const within = regions.get(code)!.within;
      if (step.next < within.length) {
        const up = within[step.next++];
        if (up === code) onCycles.add(code);
        if (!regions.has(up)) continue;
        if (!orders.has(up)) enter(up);
        else if (isOpen.has(up)) lower(code, orders.get(up)!);
        continue;
      }
      way.pop();
      if (way.length > 0) lower(way[way.length - 1].code, lows.get(code)!);
      if (lows.get(code) !== orders.get(code)) continue;
      // Everything opened since this region reaches it and is reached by it.
      const component = open.splice(open.lastIndexOf(code));
      for (const member of component) {
        isOpen.delete(member);
        if (component.length > 1) onCycles.add(member);
      }
    }
  }
  return onCycles;
}
