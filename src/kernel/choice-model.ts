/**
 * Learns what tells the chosen from those that could have been chosen: the conditional logit of D. McFadden,
 * "Conditional logit analysis of qualitative choice behavior", in P. Zarembka (ed.), Frontiers in Econometrics
 * (1974), 105-142.
 *
 * A choice is a set of rows, some of which were chosen. That a row is, is as likely as e to its weighted
 * columns, over the sum of that for all rows of the set. So what is alike for all rows of a set teaches nothing.
 */

export interface Choice {
  /** Row `i` is the entries `i × width` up to `(i + 1) × width`. */
  readonly rows: Float64Array;
  /** By row: 1 where it was chosen. */
  readonly chosen: Uint8Array;
  /** How many rows like it each row that was not chosen stands for, 1 or more: a sample teaches what all would. */
  readonly standsFor: number;
}

export interface FitOptions {
  readonly width: number;
  /** By column: 1 where it takes part; the others get the weight 0. */
  readonly columns: Uint8Array;
  /** By column: the weight that it is taken to have until the choices speak against it. Default 0. */
  readonly priors?: Float64Array;
  /** By column: what the square of the distance from its prior costs for each row chosen, in standard deviations. */
  readonly penalties: Float64Array;
}

const mostSteps = 40;

/**
 * Fits the weights of the columns by Newton's method, to columns as they are. The likelihood has one maximum, so
 * the answer depends on nothing but the choices. O(rows × width²) a step, some ten steps.
 */
export function fitChoices(choices: readonly Choice[], options: FitOptions): Float64Array {
  const { width, columns, penalties, priors } = options;
  const used = [...columns.keys()].filter((column) => columns[column] === 1);
  const scales = deviationsOf(choices, width, used);
  const chosenCount = choices.reduce((sum, { chosen }) => sum + countOnes(chosen), 0);
  const problem = {
    sets: choices.map((choice) => scaled(choice, width, used, scales)),
    width: used.length,
    priors: Float64Array.from(used, (column, i) => (priors?.[column] ?? 0) * scales[i]),
    penalties: Float64Array.from(used, (column) => penalties[column] * chosenCount),
  };
  const weights = new Float64Array(width);
  maximise(problem).forEach((weight, i) => (weights[used[i]] = weight / scales[i]));
  return weights;
}

interface Problem {
  readonly sets: readonly Choice[];
  readonly width: number;
  readonly priors: Float64Array;
  readonly penalties: Float64Array;
}

function maximise(problem: Problem): Float64Array {
  let weights = problem.priors.slice();
  let value = slopeAt(problem, weights, null, null);
  for (let step = 0; step < mostSteps; step++) {
    const slope = new Float64Array(problem.width);
    const curve = new Float64Array(problem.width * problem.width);
    slopeAt(problem, weights, slope, curve);
    const direction = solve(curve, slope);
    // Halve the step until it gains: far from the maximum a whole one may overshoot.
    let gain = 0;
    for (let size = 1; size > 1e-4 && gain <= 0; size /= 2) {
      const next = weights.map((weight, i) => weight + size * direction[i]);
      const nextValue = slopeAt(problem, next, null, null);
      gain = nextValue - value;
      if (gain > 0) [weights, value] = [next, nextValue];
    }
    if (gain <= 1e-9 * Math.abs(value)) break;
  }
  return weights;
}

/** The penalised log-likelihood at some weights; adds its slope and the negative of its curvature where asked for. */
function slopeAt(
  { sets, width, priors, penalties }: Problem,
  weights: Float64Array,
  slope: Float64Array | null,
  curve: Float64Array | null,
): number {
  let value = 0;
  for (const set of sets) value += addSet(set, width, weights, slope, curve);
  for (let i = 0; i < width; i++) {
    const off = weights[i] - priors[i];
    value -= (penalties[i] * off * off) / 2;
    if (slope !== null) slope[i] -= penalties[i] * off;
    if (curve !== null) curve[i * width + i] += penalties[i];
  }
  return value;
}

function addSet(
  { rows, chosen, standsFor }: Choice,
  width: number,
  weights: Float64Array,
  slope: Float64Array | null,
  curve: Float64Array | null,
): number {
  const sums = new Float64Array(chosen.length);
  let highest = -Infinity;
  for (let row = 0; row < sums.length; row++) {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += weights[i] * rows[row * width + i];
    sums[row] = sum;
    highest = Math.max(highest, sum);
  }
  const shares = sums.map((sum, row) => Math.exp(sum - highest) * (chosen[row] === 1 ? 1 : standsFor));
  const total = shares.reduce((a, b) => a + b, 0);
  const count = countOnes(chosen);

  let value = -count * (highest + Math.log(total));
  for (let row = 0; row < sums.length; row++) if (chosen[row] === 1) value += sums[row];
  if (slope === null || curve === null) return value;

  const means = new Float64Array(width);
  for (let row = 0; row < sums.length; row++) {
    const share = shares[row] / total;
    for (let i = 0; i < width; i++) {
      means[i] += share * rows[row * width + i];
      if (chosen[row] === 1) slope[i] += rows[row * width + i];
    }
  }
  for (let i = 0; i < width; i++) slope[i] -= count * means[i];
  const offs = new Float64Array(width);
  for (let row = 0; row < sums.length; row++) {
    const share = (count * shares[row]) / total;
    // Rows that hardly matter leave no trace in the curvature.
    if (share < 1e-9) continue;
    for (let i = 0; i < width; i++) offs[i] = rows[row * width + i] - means[i];
    for (let i = 0; i < width; i++) {
      const part = share * offs[i];
      for (let j = 0; j < width; j++) curve[i * width + j] += part * offs[j];
    }
  }
  return value;
}

/** The standard deviation of each column over all rows; 1 where it does not vary. */
function deviationsOf(choices: readonly Choice[], width: number, used: readonly number[]): Float64Array {
  const rowCount = choices.reduce((sum, { chosen }) => sum + chosen.length, 0);
  return Float64Array.from(used, (column) => {
    let sum = 0;
    for (const { rows, chosen } of choices)
      for (let row = 0; row < chosen.length; row++) sum += rows[row * width + column];
    const mean = sum / rowCount;
    let squares = 0;
    for (const { rows, chosen } of choices)
      for (let row = 0; row < chosen.length; row++) squares += (rows[row * width + column] - mean) ** 2;
    const deviation = Math.sqrt(squares / rowCount);
    // What rounding makes of a column that is the same everywhere is no difference to learn from.
    return deviation > 1e-9 * (1 + Math.abs(mean)) ? deviation : 1;
  });
}

/** A choice with the columns used alone, in units of their deviations. */
function scaled(choice: Choice, width: number, used: readonly number[], scales: Float64Array): Choice {
  const { chosen } = choice;
  const rows = new Float64Array(chosen.length * used.length);
  for (let row = 0; row < chosen.length; row++)
    for (let i = 0; i < used.length; i++)
      rows[row * used.length + i] = choice.rows[row * width + used[i]] / scales[i];
  return { ...choice, rows };
}

/** Solves a symmetric positive definite system, by Cholesky's decomposition; `matrix` is used up. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const answer = right.slice();
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j];
      for (let k = 0; k < j; k++) sum -= matrix[i * size + k] * matrix[j * size + k];
      matrix[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[j * size + j];
    }
  }
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) answer[i] -= matrix[i * size + k] * answer[k];
    answer[i] /= matrix[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) answer[i] -= matrix[k * size + i] * answer[k];
    answer[i] /= matrix[i * size + i];
  }
  return answer;
}

function countOnes(marks: Uint8Array): number {
  let count = 0;
  for (const mark of marks) count += mark;
  return count;
}
