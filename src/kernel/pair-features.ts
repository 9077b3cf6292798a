/**
 * What a linear ranker of missing links goes by: a few numbers about two nodes that are no neighbours, the
 * same either way round.
 */
import type { Filter } from "./filter.js";
import { LinkWalks, WalkNetwork } from "./link-walks.js";
import type { Projection } from "./projection.js";
import { Sums } from "./sums.js";

/**
 * The features, in the order of the columns:
 *
 *     shared    ln(0.1 + the Adamic-Adar score)
 *     twos      ln(0.001 + what walks of two steps between them count)
 *     apart     1 where no walk of two steps leads from one to the other
 *     partners  the root of: ln(1 + nodes met) of either, added
 *     sizes     ln(1 + mean size of its hyperedges) of either, added
 *     sectors   the cosine of their profiles, 0 where one has none
 *     near      e^(−km / 25), less the mean of that over the pairs either makes; 0 where a place is not known
 *
 * From twos to sizes a hyperedge counts by its age: half after two years.
 */
export const pairFeatures = ["shared", "twos", "apart", "partners", "sizes", "sectors", "near"] as const;

/** Nodes are told apart by what they are: each is of one of so many classes. */
export const mostClasses = 8;
export const classPairCount = (mostClasses * (mostClasses + 1)) / 2;

/** The number of a pair of classes, the same either way round: 0 to 35. */
export function classPair(one: number, other: number): number {
  const lower = Math.min(one, other);
  return lower * mostClasses - (lower * (lower - 1)) / 2 + Math.abs(one - other);
}

/** What is known of some nodes besides how they are linked. */
export interface NodeTraits {
  /** Each once; the columns are in their order. */
  readonly nodes: Int32Array;
  /** 0 to 7. */
  readonly classes: Uint8Array;
  /** In degrees; NaN where not known. */
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  readonly profiles: Profiles;
}

/** Of the node at place `u`, the parts `offsets[u]` up to, not including, `offsets[u + 1]`: a number, each once, and its weight above 0. */
export interface Profiles {
  readonly offsets: Int32Array;
  readonly entries: Int32Array;
  readonly weights: Float64Array;
  /** More than any number. */
  readonly width: number;
}

/** Packs profiles, one node after the other in their order. */
export class ProfilePacker {
  private readonly offsets: Int32Array;
  private entries = new Int32Array(1024);
  private weights = new Float64Array(1024);
  private length = 0;
  private packed = 0;
  private begin = 0;
  /** By number: where it stood last. */
  private readonly places: number[] = [];

  constructor(nodeCount: number) {
    this.offsets = new Int32Array(nodeCount + 1);
  }

  /** Adds to the weight of a number, 0 or more, in the profile of the node that is being packed. */
  add(number: number, weight: number): void {
    const place = this.places[number] ?? -1;
    if (place >= this.begin) {
      this.weights[place] += weight;
      return;
    }
    if (this.length === this.entries.length) this.grow();
    this.places[number] = this.length;
    this.entries[this.length] = number;
    this.weights[this.length++] = weight;
  }

  /** Ends the profile of this node: what follows is of the next one. */
  end(): void {
    this.begin = this.length;
    this.offsets[++this.packed] = this.length;
  }

  /** The profiles of all nodes, once each was ended. `width` is above every number. */
  profiles(width: number): Profiles {
    const { offsets, length } = this;
    return { offsets, entries: this.entries.slice(0, length), weights: this.weights.slice(0, length), width };
  }

  private grow(): void {
    const { entries, weights } = this;
    this.entries = new Int32Array(2 * entries.length);
    this.entries.set(entries);
    this.weights = new Float64Array(2 * weights.length);
    this.weights.set(weights);
  }
}

/** Adds up a score: what every pair begins with, the features by their weights, and what the pair of classes weighs. */
export interface LinearModel {
  readonly base: number;
  /** In the order of the features. */
  readonly weights: Float64Array;
  /** By pair of classes. */
  readonly classWeights: Float64Array;
}

/** Added to what shared nodes, and to what walks, count before the logarithm is taken. */
const sharedSmoothing = 0.1;
const smoothing = 0.001;
const logSmoothing = Math.log(smoothing);
const reach = 25;
/** Of the Earth, in kilometres. */
const radius = 6371;
/** Places that a node's mean nearness is taken over. */
const placesAtMost = 500;

/** What features are made of, whatever the pairs; by the places that the traits give the nodes, as the network made for them does. */
export class FeatureBase {
  readonly network: WalkNetwork;
  readonly logPartners: Float64Array;
  readonly logSizes: Float64Array;
  /** Of the nodes' profiles. */
  readonly norms: Float64Array;
  /** The highest of `logPartners`. */
  private readonly most: number;

  /** Everything is as of a day and passes a filter. O(profiles, and what the network costs that is made for the nodes of the traits). */
  constructor(
    projection: Projection,
    filter: Filter,
    day: number,
    readonly traits: NodeTraits,
  ) {
    const network = new WalkNetwork(projection, filter, day, traits.nodes);
    this.network = network;
    this.logPartners = network.recentPartners.map((count) => Math.log(1 + count));
    this.logSizes = network.recentSizes.map((size) => Math.log(1 + size));
    this.norms = normsOf(traits);
    this.most = this.logPartners.reduce((a, b) => Math.max(a, b), 0);
  }

  /** The numbers in the profile of the node at a place. Borrowed. */
  profileAt(place: number): Int32Array {
    const { offsets, entries } = this.traits.profiles;
    return entries.subarray(offsets[place], offsets[place + 1]);
  }

  /** The same for all nodes whose profiles are alike in what a cosine goes by: those of one number whatever its weight. */
  profileKeyAt(place: number): string {
    const { offsets, weights } = this.traits.profiles;
    const entries = this.profileAt(place);
    return entries.length < 2
      ? entries.join()
      : `${entries.join()} ${weights.subarray(offsets[place], offsets[place + 1]).join()}`;
  }

  /** What the nodes at two places score for how connected either is. */
  connectedAt(place: number, other: number, { weights }: LinearModel): number {
    const { logPartners, logSizes } = this;
    const partners = Math.sqrt(logPartners[place] + logPartners[other]);
    return weights[3] * partners + weights[4] * (logSizes[place] + logSizes[other]);
  }

  /** What the node at a place scores for how connected it is, were the other one half as connected as the most connected. */
  ownAt(place: number, { weights }: LinearModel): number {
    return (
      weights[3] * Math.sqrt(this.most / 2 + this.logPartners[place]) + weights[4] * this.logSizes[place]
    );
  }

  /** What has to be added to that of any other, at most, to have what a pair of the node at a place scores for how connected either is. */
  besideAt(place: number, { weights }: LinearModel): number {
    const { logPartners, logSizes, most } = this;
    // The difference of the two roots rises or falls with the other's partners: it is largest at one end.
    const [least, highest] = [0, most].map(
      (partners) => Math.sqrt(logPartners[place] + partners) - Math.sqrt(most / 2 + partners),
    );
    return Math.max(weights[3] * least, weights[3] * highest) + weights[4] * logSizes[place];
  }

  /** By class: what any of some nodes scores for itself at most. */
  ownsAtMost(nodes: Int32Array, model: LinearModel): Float64Array {
    const most = new Float64Array(mostClasses).fill(-Infinity);
    for (const node of nodes) {
      const place = this.network.placeOf(node);
      const ofClass = this.traits.classes[place];
      most[ofClass] = Math.max(most[ofClass], this.ownAt(place, model));
    }
    return most;
  }

  /** Orders nodes by their numbers of partners and hyperedges, then by profile: 0 where all of that is the same, to the last bit. */
  compareAlike(place: number, other: number): number {
    const { offsets, entries, weights } = this.traits.profiles;
    const start = offsets[place];
    const shift = offsets[other] - start;
    const length = offsets[place + 1] - start;
    const difference =
      this.logPartners[place] - this.logPartners[other] ||
      this.logSizes[place] - this.logSizes[other] ||
      length - (offsets[other + 1] - offsets[other]);
    if (difference !== 0) return difference;
    for (let i = start; i < start + length; i++) {
      if (entries[i] !== entries[i + shift]) return entries[i] - entries[i + shift];
      if (weights[i] !== weights[i + shift]) return weights[i] - weights[i + shift];
    }
    return 0;
  }
}

/** A cosine lies between 0 and 1. */
export function cosineAtMost({ weights }: LinearModel): number {
  return Math.max(0, weights[5]);
}

/** Nearness lies between -1 and 1. */
function nearnessAtMost({ weights }: LinearModel): number {
  return Math.abs(weights[6]);
}

/** Nodes and targets are among those that the base has traits of. */
export class PairFeatures {
  private readonly walks: LinkWalks;
  private readonly fresh = new Float64Array(pairFeatures.length);
  private readonly selectedProfile: Sums;
  private readonly positions: Places;
  /** The place of the node selected. */
  private place = -1;

  /** Prepares features of pairs with targets. O(the network + 500 × targets). */
  constructor(
    readonly base: FeatureBase,
    targets: Int32Array,
  ) {
    const places = targets.map((target) => this.placeOf(target));
    this.walks = new LinkWalks(base.network, places);
    this.selectedProfile = new Sums(base.traits.profiles.width);
    this.positions = new Places(base.traits, places);
  }

  /** Turns to the pairs of one node. O(members of the hyperedges within two steps). */
  select(node: number): void {
    const place = (this.place = this.placeOf(node));
    this.walks.select(place);
    const { offsets, entries, weights } = this.base.traits.profiles;
    this.selectedProfile.clear();
    for (let i = offsets[place]; i < offsets[place + 1]; i++)
      this.selectedProfile.add(entries[i], weights[i]);
    this.positions.select(place);
  }

  /** Says whether a node is in no hyperedge that has another in it. */
  isNewcomer(node: number): boolean {
    return this.base.network.counts[this.placeOf(node)] === 0;
  }

  /** Says whether a walk of two or of three steps leads to a target. */
  isWithinThree(target: number): boolean {
    const { walks } = this;
    const place = this.placeOf(target);
    return walks.twos.values[place] > 0 || walks.threes.values[place] > 0;
  }

  /** Says whether walks, sectors or nearness give any reason to think of the pair with a target. */
  isCandidate(target: number): boolean {
    const place = this.placeOf(target);
    return this.isWithinThree(target) || this.cosineWith(place) > 0 || this.positions.areNear(place);
  }

  /** The features of the pair with a target, which shares no hyperedge with the node. Borrowed until the next call. */
  of(target: number): Float64Array {
    const { fresh, place, walks } = this;
    const { logPartners, logSizes } = this.base;
    const other = this.placeOf(target);
    const two = walks.twos.values[other];
    fresh[0] = Math.log(sharedSmoothing + walks.shared.values[other]);
    fresh[1] = Math.log(smoothing + two);
    fresh[2] = two > 0 ? 0 : 1;
    fresh[3] = Math.sqrt(logPartners[place] + logPartners[other]);
    fresh[4] = logSizes[place] + logSizes[other];
    fresh[5] = this.cosineWith(other);
    fresh[6] = this.positions.nearness(other);
    return fresh;
  }

  /** The number of the pair of classes that the pair with a target is of. */
  classesWith(target: number): number {
    const { classes } = this.base.traits;
    return classPair(classes[this.place], classes[this.placeOf(target)]);
  }

  /** The score of the pair with a target: its features by their weights, added. */
  scoreOf(target: number, model: LinearModel): number {
    const place = this.placeOf(target);
    const { shared, twos } = this.walks;
    return this.scoreAt(place, shared.values[place], twos.values[place], model);
  }

  /** At least the score of the pair with a target, to the last digits: sectors and nearness, which take longest, at their best. */
  boundOf(target: number, model: LinearModel): number {
    const place = this.placeOf(target);
    const { shared, twos } = this.walks;
    const linked = this.linkedScoreAt(place, shared.values[place], twos.values[place], model);
    return linked + cosineAtMost(model) + nearnessAtMost(model);
  }

  /** The score that the pair with a target has where no walk of two steps leads there. */
  apartScoreOf(target: number, model: LinearModel): number {
    return this.scoreAt(this.placeOf(target), 0, 0, model);
  }

  /** At least the same, to the last digits, without what a cosine adds. */
  apartBoundOf(target: number, model: LinearModel): number {
    return this.linkedScoreAt(this.placeOf(target), 0, 0, model) + nearnessAtMost(model);
  }

  /** At least that bound, for all targets of a class that score no more for themselves than one does. */
  apartBoundFrom(target: number, model: LinearModel): number {
    const { base, place } = this;
    const ofClass = base.traits.classes[this.placeOf(target)];
    const own = base.besideAt(place, model) + base.ownAt(this.placeOf(target), model);
    return this.apartStartOf(ofClass, model) + own + nearnessAtMost(model);
  }

  /** What such a score begins with, whoever of a class the target is: without how connected the two are, sectors and nearness. */
  apartStartOf(ofClass: number, model: LinearModel): number {
    const { weights } = model;
    const own = this.base.traits.classes[this.place];
    const unlinked = weights[0] * Math.log(sharedSmoothing) + weights[1] * logSmoothing + weights[2];
    return model.base + model.classWeights[classPair(own, ofClass)] + unlinked;
  }

  /** Says whether walks of two steps, or neighbours shared, lead to a target. */
  isWalked(target: number): boolean {
    const place = this.placeOf(target);
    return this.walks.twos.has(place) || this.walks.shared.has(place);
  }

  /** Puts the targets that they lead to into `out`, each once, and returns how many they are. */
  walkedInto(out: Int32Array): number {
    const { shared, twos } = this.walks;
    const { nodes } = this.base.traits;
    let count = 0;
    for (let i = 0; i < twos.count; i++) out[count++] = nodes[twos.touched[i]];
    for (let i = 0; i < shared.count; i++)
      if (!twos.has(shared.touched[i])) out[count++] = nodes[shared.touched[i]];
    return count;
  }

  /** Puts the targets that walks of three steps lead to into `out`, each once, and returns how many they are. */
  walkedThreeInto(out: Int32Array): number {
    const { touched, count } = this.walks.threes;
    const { nodes } = this.base.traits;
    for (let i = 0; i < count; i++) out[i] = nodes[touched[i]];
    return count;
  }

  /**
   * At least the score of any pair of a node, to the last digits, whichever is selected. `ownsAtMost` tells what targets
   * score for themselves at most, by their class. O(hyperedges and neighbours of the node).
   */
  topOf(node: number, model: LinearModel, ownsAtMost: Float64Array): number {
    const [bySharing] = model.weights;
    const shared = Math.log(sharedSmoothing + this.walks.sharedAtMost(this.placeOf(node)));
    const mostBySharing = Math.max(bySharing * Math.log(sharedSmoothing), bySharing * shared);
    return this.meetingTopOf(node, model, ownsAtMost) + this.unsharedTopOf(node, model) + mostBySharing;
  }

  /** The same of any pair that no walk of two steps leads to, without what a cosine adds. O(1). */
  apartTopOf(node: number, model: LinearModel, ownsAtMost: Float64Array): number {
    const { weights } = model;
    const unlinked = weights[0] * Math.log(sharedSmoothing) + weights[1] * logSmoothing + weights[2];
    return this.meetingTopOf(node, model, ownsAtMost) + unlinked + nearnessAtMost(model);
  }

  /**
   * Says whether any pair of a node may score so much, before the node is selected, whose walks it may spare: its rarer
   * neighbours are asked whom they share with it. Never says no of one that does. `isPair` says which targets count.
   * O(neighbours of its rarer neighbours).
   */
  mayScore(
    least: number,
    node: number,
    model: LinearModel,
    ownsAtMost: Float64Array,
    isPair: (target: number) => boolean,
  ): boolean {
    const [bySharing] = model.weights;
    const { classes, nodes } = this.base.traits;
    const [place, ofClass] = [this.placeOf(node), classes[this.placeOf(node)]];
    const unshared = this.unsharedTopOf(node, model) + model.base;
    const most = this.unsharedTopOf(node, model) + this.meetingTopOf(node, model, ownsAtMost);
    const needed = Math.exp((least - most) / bySharing) - sharedSmoothing;
    // Where it does not take shared neighbours to score so much, they cannot tell.
    if (bySharing <= 0 || !(needed > 0)) return true;

    const { shared } = this.walks;
    const common = this.walks.shareRarer(place, needed);
    for (let i = 0; i < shared.count; i++) {
      const other = shared.touched[i];
      const sharedAtMost = shared.values[other] + common;
      if (sharedAtMost < needed) continue;
      const classWeight = model.classWeights[classPair(ofClass, classes[other])];
      const bound =
        unshared +
        classWeight +
        this.base.connectedAt(place, other, model) +
        bySharing * Math.log(sharedSmoothing + sharedAtMost);
      if (bound >= least && isPair(nodes[other])) return true;
    }
    return false;
  }

  /** The numbers in the profile of the node selected. Borrowed. */
  profile(): Int32Array {
    return this.base.profileAt(this.place);
  }

  /** The cells in which the targets lie that are near the node selected. */
  cellsRound(): readonly number[] {
    return cellsRound(this.base.traits, this.place);
  }

  /** How alike the profiles of the node selected and of a target are. */
  cosineTo(target: number): number {
    return this.cosineWith(this.placeOf(target));
  }

  /** Says whether a target is known to lie near the node selected. */
  areNear(target: number): boolean {
    return this.positions.areNear(this.placeOf(target));
  }

  private placeOf(node: number): number {
    return this.base.network.placeOf(node);
  }

  /** What any pair of a node scores for the two themselves and their classes, at most. */
  private meetingTopOf(node: number, model: LinearModel, ownsAtMost: Float64Array): number {
    const place = this.placeOf(node);
    const own = this.base.traits.classes[place];
    let most = -Infinity;
    for (let other = 0; other < mostClasses; other++)
      most = Math.max(most, model.classWeights[classPair(own, other)] + ownsAtMost[other]);
    return model.base + this.base.besideAt(place, model) + most;
  }

  /** What walks, sectors and nearness add to the score of any pair of a node, at most. */
  private unsharedTopOf(node: number, model: LinearModel): number {
    const { weights } = model;
    const two = Math.log(smoothing + this.walks.twosAtMost(this.placeOf(node)));
    const walked = Math.max(weights[1] * logSmoothing + Math.max(0, weights[2]), weights[1] * two);
    return walked + cosineAtMost(model) + nearnessAtMost(model);
  }

  /** The score of the target at a place, as if so much were shared with it. */
  private scoreAt(place: number, shared: number, two: number, model: LinearModel): number {
    const { weights } = model;
    const near = weights[6] === 0 ? 0 : weights[6] * this.positions.nearness(place);
    return this.linkedScoreAt(place, shared, two, model) + weights[5] * this.cosineWith(place) + near;
  }

  /** The same without sectors and nearness. */
  private linkedScoreAt(
    other: number,
    shared: number,
    two: number,
    { base, weights, classWeights }: LinearModel,
  ): number {
    const { place } = this;
    const { logPartners, logSizes, traits } = this.base;
    return (
      base +
      classWeights[classPair(traits.classes[place], traits.classes[other])] +
      weights[0] * Math.log(sharedSmoothing + shared) +
      weights[1] * (two > 0 ? Math.log(smoothing + two) : logSmoothing) +
      (two > 0 ? 0 : weights[2]) +
      weights[3] * Math.sqrt(logPartners[place] + logPartners[other]) +
      weights[4] * (logSizes[place] + logSizes[other])
    );
  }

  private cosineWith(place: number): number {
    const norm = this.base.norms[this.place] * this.base.norms[place];
    if (norm === 0) return 0;
    const { offsets, entries, weights } = this.base.traits.profiles;
    const { values } = this.selectedProfile;
    let product = 0;
    for (let i = offsets[place]; i < offsets[place + 1]; i++) product += values[entries[i]] * weights[i];
    return product / norm;
  }
}

/** The cell of the Earth that the node at a place lies in; none where that is not known. */
export function cellOf({ latitudes, longitudes }: NodeTraits, place: number): readonly number[] {
  const cube = cubeOf(latitudes[place], longitudes[place]);
  return cube.some(Number.isNaN) ? [] : [cellNumber(cube)];
}

/** That cell and those round it: no node lies near that is in none of these. */
function cellsRound({ latitudes, longitudes }: NodeTraits, place: number): readonly number[] {
  const cube = cubeOf(latitudes[place], longitudes[place]);
  if (cube.some(Number.isNaN)) return [];
  const steps = [0, -1, 1];
  return steps.flatMap((x) =>
    steps.flatMap((y) => steps.map((z) => cellNumber([cube[0] + x, cube[1] + y, cube[2] + z]))),
  );
}

/** Cubes are counted from the middle of the Earth, fewer than so many either way. */
const mostCubes = 512;

function cellNumber([x, y, z]: readonly number[]): number {
  return ((x + mostCubes) * 2 * mostCubes + y + mostCubes) * 2 * mostCubes + z + mostCubes;
}

/** The cube that a place lies in, whose sides are as long as what is near. */
function cubeOf(latitude: number, longitude: number): number[] {
  const [north, east] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
  const point = [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
  return Number.isNaN(east) ? [NaN] : point.map((at) => Math.floor((at * radius) / reach));
}

function normsOf({ nodes, profiles }: NodeTraits): Float64Array {
  const { offsets, weights } = profiles;
  const norms = new Float64Array(nodes.length);
  for (let node = 0; node < nodes.length; node++) {
    let squares = 0;
    for (let i = offsets[node]; i < offsets[node + 1]; i++) squares += weights[i] * weights[i];
    norms[node] = Math.sqrt(squares);
  }
  return norms;
}

/**
 * How near nodes are, so that it tells nothing whether a place is known: over the pairs a node makes, those
 * with known places have 0 as their mean, which is what the others have.
 */
class Places {
  /** On the unit sphere; NaN where not known. */
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly z: Float64Array;
  private readonly means = new Map<number, number>();
  private readonly sample: Int32Array;
  private node = -1;

  constructor({ latitudes, longitudes }: NodeTraits, targets: Int32Array) {
    const radians = Math.PI / 180;
    this.x = latitudes.map((latitude, i) => Math.cos(latitude * radians) * Math.cos(longitudes[i] * radians));
    this.y = latitudes.map((latitude, i) => Math.cos(latitude * radians) * Math.sin(longitudes[i] * radians));
    this.z = latitudes.map((latitude, i) => Math.sin(latitude * radians) + 0 * longitudes[i]);
    const known = targets.filter((node) => !Number.isNaN(this.x[node]));
    // Every so many-th of the known places, whatever their order, stands for all.
    const step = Math.max(1, Math.ceil(known.length / placesAtMost));
    this.sample = known.filter((_, i) => i % step === 0);
  }

  select(node: number): void {
    this.node = node;
  }

  areNear(target: number): boolean {
    return this.kilometres(this.node, target) <= reach;
  }

  nearness(target: number): number {
    const distance = this.kilometres(this.node, target);
    if (Number.isNaN(distance)) return 0;
    return Math.exp(-distance / reach) - (this.meanOf(this.node) + this.meanOf(target)) / 2;
  }

  private meanOf(node: number): number {
    let mean = this.means.get(node);
    if (mean !== undefined) return mean;
    let sum = 0;
    let count = 0;
    if (!Number.isNaN(this.x[node]))
      for (const other of this.sample) {
        if (other === node) continue;
        sum += Math.exp(-this.kilometres(node, other) / reach);
        count++;
      }
    mean = count === 0 ? 0 : sum / count;
    this.means.set(node, mean);
    return mean;
  }

  /** As the crow flies; NaN where a place is not known. */
  private kilometres(a: number, b: number): number {
    const { x, y, z } = this;
    const chord = Math.sqrt((x[a] - x[b]) ** 2 + (y[a] - y[b]) ** 2 + (z[a] - z[b]) ** 2);
    return 2 * radius * Math.asin(Math.min(1, chord / 2));
  }
}
