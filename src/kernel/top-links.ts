/** The pairs of nodes that a linear model ranks highest among those that were never together. */
import { BestPairs, type ScoredPairs } from "./best-pairs.js";
import { cellOf, cosineAtMost, type LinearModel, mostClasses, type PairFeatures } from "./pair-features.js";
import type { ShareMarks } from "./share-marks.js";
import { TargetShelves } from "./target-shelves.js";

export interface TopLinksQuestion {
  /** Each once. */
  readonly from: Int32Array;
  /** The targets of the features, each once; may overlap with `from`. */
  readonly to: Int32Array;
  readonly features: PairFeatures;
  readonly model: LinearModel;
  /** Who was ever together. */
  readonly together: ShareMarks;
  readonly limit: number;
  /** By node: where it stands in the order that decides between equals; no two alike. */
  readonly ranks: Int32Array;
}

/**
 * Finds the `limit` pairs of a node of `from` and one of `to` with the highest scores, equal ones by ranks,
 * among those that walks, sectors or nearness suggest. A pair that both sets hold counts once.
 *
 * A score is e to the model's sum, so never below 0; the sum is rounded to nine decimals, so that it does
 * not depend on how nodes are numbered. Exact: only pairs that cannot be among the best are not scored in full.
 *
 * O(members of the hyperedges within two steps of those nodes of `from` that may be in one of the best pairs), and the few
 * targets that no walk leads to from these and that score most for themselves: more of them where the model weighs nearness or
 * no two are alike.
 */
export function topLinks(question: TopLinksQuestion): ScoredPairs {
  return new TopLinks(question).find();
}

export function roundedSum(sum: number): number {
  return Math.round(sum * 1e9) / 1e9;
}

/** What a bound may fall short of a sum that is made in another order. */
const slack = 1e-6;
/** So many nodes are compared with every target sooner than targets are sorted for them. */
const few = 16;

class TopLinks {
  private readonly best: BestPairs;
  private readonly isFrom: Uint8Array;
  private readonly isTo: Uint8Array;
  /** By class: what a target scores for itself at most. */
  private readonly owns: Float64Array;
  /** What a pair's sum must come to, to be among the best so far. */
  private leastSum = -Infinity;
  private readonly found: Int32Array;
  private bySector: TargetShelves | null = null;
  private byCell: TargetShelves | null = null;

  constructor(private readonly question: TopLinksQuestion) {
    const { from, to, features, model, limit, ranks } = question;
    this.best = new BestPairs(limit, ranks);
    this.isFrom = marksOf(ranks.length, from);
    this.isTo = marksOf(ranks.length, to);
    this.found = new Int32Array(features.base.traits.nodes.length);
    this.owns = features.base.ownsAtMost(to, model);
  }

  find(): ScoredPairs {
    const { from, to, features, model } = this.question;
    if (from.length <= few) {
      for (const node of from) {
        this.select(node);
        for (const target of to) this.consider(node, target);
      }
      return this.best.drain();
    }
    this.eachByTop(
      (node) => features.topOf(node, model, this.owns),
      (node) => this.considerWalked(node),
    );
    this.eachByTop(
      (node) => features.apartTopOf(node, model, this.owns) + cosineAtMost(model),
      (node) => this.considerApart(node),
    );
    return this.best.drain();
  }

  /** Visits nodes of `from` as long as any pair of theirs may be among the best, first those whose pairs may score most. */
  private eachByTop(topOf: (node: number) => number, visit: (node: number) => void): void {
    const { from } = this.question;
    const tops = Float64Array.from(from, topOf);
    for (const i of Array.from(from.keys()).sort((a, b) => tops[b] - tops[a])) {
      if (tops[i] + slack < this.leastSum) return;
      visit(from[i]);
    }
  }

  private select(node: number): void {
    this.question.features.select(node);
    this.question.together.select(node);
  }

  private considerWalked(node: number): void {
    const { features, model, together } = this.question;
    together.select(node);
    const isPair = (target: number): boolean => this.isTo[target] === 1 && this.isPair(node, target);
    if (!features.mayScore(this.leastSum - slack, node, model, this.owns, isPair)) return;
    this.select(node);
    const count = this.question.features.walkedInto(this.found);
    for (let i = 0; i < count; i++) if (this.isTo[this.found[i]] === 1) this.consider(node, this.found[i]);
  }

  /** Scores a pair if it may be among the best. */
  private consider(node: number, target: number): void {
    const { features, model } = this.question;
    if (!this.isPair(node, target)) return;
    // The two sums are made in different orders, so that the bound is given some room.
    if (features.boundOf(target, model) + slack < this.leastSum) return;
    const score = Math.exp(roundedSum(features.scoreOf(target, model)));
    if (score >= this.best.threshold && features.isCandidate(target)) this.offer(node, target, score);
  }

  private isPair(node: number, target: number): boolean {
    if (target === node || this.question.together.has(target)) return false;
    // A pair that both sets hold either way round is met twice.
    const { ranks } = this.question;
    return ranks[node] < ranks[target] || this.isFrom[target] === 0 || this.isTo[node] === 0;
  }

  private offer(node: number, target: number, score: number): boolean {
    const { best } = this;
    const isTaken = best.offer(node, target, score);
    if (isTaken) this.leastSum = Math.log(best.threshold);
    return isTaken;
  }

  /** Scores the pairs of a node with targets that no walk of two steps leads to, where sectors, nearness or longer walks suggest them. */
  private considerApart(node: number): void {
    const { features, model } = this.question;
    const { base } = features;
    this.select(node);
    this.bySector ??= this.shelvesBy((place) => base.profileAt(place));
    for (const sector of features.profile()) this.goDown(node, this.bySector, sector, cosineAtMost(model));

    // The others have no sector in common.
    if (features.apartTopOf(node, model, this.owns) + slack < this.leastSum) return;
    this.byCell ??= this.shelvesBy((place) => cellOf(base.traits, place));
    for (const cell of features.cellsRound()) this.goDown(node, this.byCell, cell, 0);
    const count = features.walkedThreeInto(this.found);
    for (let i = 0; i < count; i++) {
      const target = this.found[i];
      if (this.isTo[target] === 0 || features.isWalked(target)) continue;
      if (features.cosineTo(target) === 0 && !features.areNear(target)) this.consider(node, target);
    }
  }

  private shelvesBy(thingsAt: (place: number) => ArrayLike<number>): TargetShelves {
    const { to, features, model, ranks } = this.question;
    const targets = to.toSorted((a, b) => ranks[a] - ranks[b]);
    return new TargetShelves({ base: features.base, model, targets, marks: this.isFrom, thingsAt });
  }

  /** Scores the pairs with the targets that have a thing, class by class, as far down as any may be among the best; a cosine adds so much. */
  private goDown(node: number, shelves: TargetShelves, thing: number, ofSectors: number): void {
    const { features, model } = this.question;
    for (let ofClass = 0; ofClass < mostClasses; ofClass++)
      for (const group of shelves.groupsOf(thing, ofClass)) {
        const first = shelves.targets[shelves.starts[group]];
        if (features.apartBoundFrom(first, model) + ofSectors + slack < this.leastSum) break;
        if (features.apartBoundOf(first, model) + ofSectors + slack < this.leastSum) continue;
        if (shelves.lookedAtFor[group] === node) continue;
        shelves.lookedAtFor[group] = node;
        const isByCell = shelves === this.byCell;
        // Sectors were gone through before.
        if (isByCell && features.cosineTo(first) > 0) continue;
        this.considerGroup(node, shelves, group, isByCell);
      }
  }

  private considerGroup(
    node: number,
    { targets, starts }: TargetShelves,
    group: number,
    hasToBeNear: boolean,
  ): void {
    const { features, model, ranks } = this.question;
    const weighsNearness = model.weights[6] !== 0;
    const [start, end] = [starts[group], starts[group + 1]];
    const first = targets[start];
    const score = Math.exp(roundedSum(features.apartScoreOf(first, model)));
    if (!weighsNearness && score < this.best.threshold) return;
    const isMetTwice = this.isFrom[first] === 1 && this.isTo[node] === 1;
    for (let i = isMetTwice ? firstAfter(targets, start, end, node, ranks) : start; i < end; i++) {
      const target = targets[i];
      if (features.isWalked(target) || (hasToBeNear && !features.areNear(target))) continue;
      if (weighsNearness) this.consider(node, target);
      // All pairs of the group score the same, and those that follow come after this one by rank.
      else if (this.isPair(node, target) && !this.offer(node, target, score)) return;
    }
  }
}

/** The first position of a target that ranks after a node, among those from `start` up to, not including, `end`, which are by rank. */
function firstAfter(
  targets: Int32Array,
  start: number,
  end: number,
  node: number,
  ranks: Int32Array,
): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranks[targets[middle]] > ranks[node]) high = middle;
    else low = middle + 1;
  }
  return low;
}

function marksOf(length: number, nodes: Int32Array): Uint8Array {
  const marks = new Uint8Array(length);
  for (const node of nodes) marks[node] = 1;
  return marks;
}
