/** A hold-out: a network as it stood on a day, and the pairs of each region that became partners afterwards. */
import { dateOf, dayOf } from "../../src/domain/calendar-date.js";
import type { OrganisationId, RegionCode } from "../../src/domain/ids.js";
import type { NetworkRecords } from "../../src/network/tables.js";
import { State } from "../../src/network/state.js";
import { atOnce } from "../../src/kernel/in-steps.js";
import { membersOf } from "../../src/network/members.js";
import { noFilter } from "../../src/domain/filter.js";
import { recordsBefore } from "./read-records.js";

export interface HoldOut {
  /** Of what had begun before the cut, and of nothing else. */
  readonly state: State;
  readonly asOf: ReturnType<typeof dateOf>;
  /** By region: the members, the pairs that met first within the window, and how many might have. */
  readonly regions: readonly RegionCase[];
}

export interface RegionCase {
  readonly code: RegionCode;
  readonly members: readonly OrganisationId[];
  readonly formed: ReadonlySet<string>;
  readonly pairCount: number;
}

export function pairName(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** Cuts a hold-out from all records: those of regions in which at least `fewest` pairs formed from the cut until `until`. */
export function holdOut(
  records: NetworkRecords,
  cut: number,
  until: number,
  codes: readonly RegionCode[],
  fewest: number,
): HoldOut {
  const past = recordsBefore(records, cut);
  const state = atOnce(State.of(past));
  const known = new Set(past.organisations.map(({ id }) => id));
  const met = new Set<string>();
  for (const { parties } of past.partnerships) eachPair(parties, known, (pair) => met.add(pair));
  const formed = new Map<string, readonly [OrganisationId, OrganisationId]>();
  for (const { parties, since } of records.partnerships) {
    if (since === null || dayOf(since) < cut || dayOf(since) >= until) continue;
    eachPair(parties, known, (pair, a, b) => {
      if (!met.has(pair)) formed.set(pair, [a, b]);
    });
  }

  const regions = codes.map((code): RegionCase => {
    const members = Array.from(membersOf(state, code, noFilter), (node) =>
      state.tables.organisations.idOf(node),
    );
    const inside = new Set(members);
    const own = [...formed].filter(([, [a, b]]) => inside.has(a) && inside.has(b)).map(([pair]) => pair);
    let metInside = 0;
    for (const pair of met) {
      const space = pair.indexOf(" ");
      if (
        inside.has(pair.slice(0, space) as OrganisationId) &&
        inside.has(pair.slice(space + 1) as OrganisationId)
      )
        metInside++;
    }
    return {
      code,
      members,
      formed: new Set(own),
      pairCount: (members.length * (members.length - 1)) / 2 - metInside,
    };
  });
  return {
    state,
    asOf: dateOf(cut - 1),
    regions: regions.filter((region) => region.formed.size >= fewest),
  };
}

function eachPair(
  parties: readonly { readonly organisation: OrganisationId }[],
  known: ReadonlySet<OrganisationId>,
  tell: (pair: string, a: OrganisationId, b: OrganisationId) => void,
): void {
  for (let i = 0; i < parties.length; i++)
    for (let j = i + 1; j < parties.length; j++) {
      const [a, b] = [parties[i].organisation, parties[j].organisation];
      if (known.has(a) && known.has(b)) tell(pairName(a, b), a, b);
    }
}
