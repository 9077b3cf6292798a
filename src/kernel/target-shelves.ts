/** Targets put together by something that they have, sorted so that those which score most for themselves come first. */
import { type FeatureBase, type LinearModel, mostClasses } from "./pair-features.js";

export interface TargetShelvesQuestion {
  readonly base: FeatureBase;
  readonly model: LinearModel;
  /** Each once, by rank. */
  readonly targets: Int32Array;
  /** By node: 0 or 1; those alike have the same. */
  readonly marks: Uint8Array;
  /** The things that the target at a place has, each once, by number. */
  readonly thingsAt: (place: number) => ArrayLike<number>;
}

/**
 * Targets that are alike make a group: of one class, with the same profile, the same numbers of partners and hyperedges
 * and the same things. Where no walk leads to them, nothing but nearness tells the pairs that one node makes with them apart.
 * On a shelf stand the groups of one class that have one thing, first those that score most for themselves.
 */
export class TargetShelves {
  /** Group after group, those of one group by rank. */
  readonly targets: Int32Array;
  /** Where each group begins; one more than there are groups. */
  readonly starts: number[] = [];
  /** By group: for whom it was looked at last; -1 at first. */
  readonly lookedAtFor: Int32Array;
  private readonly shelves = new Map<number, number[]>();

  /** O(targets × log(targets), and their things). */
  constructor({ base, model, targets, marks, thingsAt }: TargetShelvesQuestion) {
    const { classes } = base.traits;
    const places = targets.map((target) => base.network.placeOf(target));
    const owns = Float64Array.from(places, (place) => base.ownAt(place, model));
    const things = Array.from(places, thingsAt);
    const compare = (i: number, j: number): number =>
      classes[places[i]] - classes[places[j]] ||
      owns[j] - owns[i] ||
      base.compareAlike(places[i], places[j]) ||
      marks[targets[i]] - marks[targets[j]] ||
      compareLists(things[i], things[j]);
    // The sort is stable, so that those alike stay by rank.
    const order = Int32Array.from(Array.from(targets.keys()).sort(compare));
    this.targets = order.map((i) => targets[i]);
    for (let at = 0; at < order.length; at++) {
      if (at > 0 && compare(order[at - 1], order[at]) === 0) continue;
      const group = this.starts.push(at) - 1;
      const own = things[order[at]];
      for (let i = 0; i < own.length; i++) this.shelf(own[i], classes[places[order[at]]]).push(group);
    }
    this.lookedAtFor = new Int32Array(this.starts.length).fill(-1);
    this.starts.push(order.length);
  }

  /** The groups of a class that have a thing. */
  groupsOf(thing: number, ofClass: number): readonly number[] {
    return this.shelves.get(thing * mostClasses + ofClass) ?? nothing;
  }

  private shelf(thing: number, ofClass: number): number[] {
    const number = thing * mostClasses + ofClass;
    const known = this.shelves.get(number);
    if (known !== undefined) return known;
    const made: number[] = [];
    this.shelves.set(number, made);
    return made;
  }
}

const nothing: readonly number[] = [];

function compareLists(one: ArrayLike<number>, other: ArrayLike<number>): number {
  if (one.length !== other.length) return one.length - other.length;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return one[i] - other[i];
  return 0;
}
