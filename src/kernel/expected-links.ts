/** How many links a linear model expects of each of some nodes. */
import { type FittedQuestion, passingOf, readyFeatures } from "./fitted-links.js";
import type { Projection } from "./projection.js";
import { ShareMarks } from "./share-marks.js";
import { roundedSum } from "./top-links.js";

export interface ExpectedLinksQuestion extends FittedQuestion {
  /** What the score of a node that was in no hyperedge yet is multiplied by: the model was learnt from none such. */
  readonly newcomerFactor: number;
}

/**
 * Adds up, for each node of `from`, the scores of its pairs with nodes of `to` that no hyperedge brought together
 * up to the day: as many new links as the model expects of it in a year. 0 for a node that does not pass.
 *
 * Rounded to six decimals, so that it does not depend on how nodes are numbered.
 * O(from × (to + members of the hyperedges that it shares with its neighbours)).
 */
export function expectedLinks(projection: Projection, question: ExpectedLinksQuestion): Float64Array {
  const { from, model, day, filter, newcomerFactor } = question;
  const to = passingOf(filter, question.to);
  const features = readyFeatures(projection, question, passingOf(filter, question.among ?? to));
  const together = new ShareMarks(projection, day + 1);
  return Float64Array.from(from, (node) => {
    if (filter.nodes !== null && filter.nodes[node] === 0) return 0;
    features.select(node);
    together.select(node);
    let expected = 0;
    for (const target of to)
      if (target !== node && !together.has(target))
        expected += Math.exp(roundedSum(features.scoreOf(target, model)));
    if (features.isNewcomer(node)) expected *= newcomerFactor;
    return Math.round(expected * 1e6) / 1e6;
  });
}
