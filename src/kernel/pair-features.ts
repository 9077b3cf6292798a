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
const mostClasses = 8;
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
/** Places that a node's mean nearness is taken over. */
const placesAtMost = 500;

/** What features are made of, whatever the pairs; by the places that the traits give the nodes, as the network made for them does. */
export class FeatureBase {
  readonly network: WalkNetwork;
  readonly logPartners: Float64Array;
  readonly logSizes: Float64Array;
  /** Of the nodes' profiles. */
  readonly norms: Float64Array;

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
  }
}

/** Nodes and targets are among those that the base has traits of. */
export class PairFeatures {
  private readonly walks: LinkWalks;
  private readonly fresh = new Float64Array(pairFeatures.length);
  private readonly profile: Sums;
  private readonly positions: Places;
  /** The place of the node selected. */
  private place = -1;

  /** Prepares features of pairs with targets. O(the network + 500 × targets). */
  constructor(
    private readonly base: FeatureBase,
    targets: Int32Array,
  ) {
    const places = targets.map((target) => this.placeOf(target));
    this.walks = new LinkWalks(base.network, places);
    this.profile = new Sums(base.traits.profiles.width);
    this.positions = new Places(base.traits, places);
  }

  /** Turns to the pairs of one node. O(members of the hyperedges within two steps). */
  select(node: number): void {
    const place = (this.place = this.placeOf(node));
    this.walks.select(place);
    const { offsets, entries, weights } = this.base.traits.profiles;
    this.profile.clear();
    for (let i = offsets[place]; i < offsets[place + 1]; i++) this.profile.add(entries[i], weights[i]);
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
    const { weights } = model;
    const place = this.placeOf(target);
    const near = weights[6] === 0 ? 0 : weights[6] * this.positions.nearness(place);
    return this.walkedScoreOf(place, model) + weights[5] * this.cosineWith(place) + near;
  }

  /** At least the score of the pair with a target, to the last digits: sectors and nearness, which take longest, at their best. */
  boundOf(target: number, model: LinearModel): number {
    const { weights } = model;
    // A cosine lies between 0 and 1, nearness between -1 and 1.
    return this.walkedScoreOf(this.placeOf(target), model) + Math.max(0, weights[5]) + Math.abs(weights[6]);
  }

  private placeOf(node: number): number {
    return this.base.network.placeOf(node);
  }

  /** What a score is without sectors and nearness, of the target at a place. */
  private walkedScoreOf(other: number, { base, weights, classWeights }: LinearModel): number {
    const { place } = this;
    const { logPartners, logSizes, traits } = this.base;
    const { shared, twos } = this.walks;
    const two = twos.values[other];
    return (
      base +
      classWeights[classPair(traits.classes[place], traits.classes[other])] +
      weights[0] * Math.log(sharedSmoothing + shared.values[other]) +
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
    const { values } = this.profile;
    let product = 0;
    for (let i = offsets[place]; i < offsets[place + 1]; i++) product += values[entries[i]] * weights[i];
    return product / norm;
  }
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
  private mean = 0;

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
    this.mean = this.meanOf(node);
  }

  areNear(target: number): boolean {
    return this.kilometres(this.node, target) <= reach;
  }

  nearness(target: number): number {
    const distance = this.kilometres(this.node, target);
    if (Number.isNaN(distance)) return 0;
    return Math.exp(-distance / reach) - (this.mean + this.meanOf(target)) / 2;
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
    return 2 * 6371 * Math.asin(Math.min(1, chord / 2));
  }
}
