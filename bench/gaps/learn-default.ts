/**
 * Learns the weights that the fitted ranker is shipped with, from the EU's research partnerships: without organisations of the
 * Netherlands, and from nothing that began in 2018 or later. Writes seeds/ranker/default-weights.json.
 *
 *     tsx bench/gaps/learn-default.ts [FOLDER]
 */
import { writeFileSync } from "node:fs";
import { dateOf, dayOf, parseDate } from "../../src/domain/calendar-date.js";
import { atOnce } from "../../src/kernel/in-steps.js";
import { learnRanker } from "../../src/network/learn-ranker.js";
import { fittedFeatures, type FittedModel } from "../../src/domain/ranker.js";
import { State } from "../../src/network/state.js";
import { readRecords, recordsBefore, recordsWithout } from "./read-records.js";

const folder = process.argv[2] ?? "../shared/data/exchange/eu";
const end = dayOf(parseDate("2018-01-01")!);
const all = await readRecords(folder);
const within = new Map(all.regions.map(({ code, within: [outer] }) => [code, outer]));
const records = recordsWithout(all, ({ region }) => {
  let outermost = region;
  while (outermost !== null && within.get(outermost) !== undefined) outermost = within.get(outermost)!;
  return outermost === "NL";
});
const none = Object.fromEntries(fittedFeatures.map((feature) => [feature, 0])) as FittedModel["weights"];
const adamicAdarAlone = { base: 0, weights: { ...none, shared: 1 }, means: none, kinds: {}, kindsMean: 0 };
const learnt = learnRanker(atOnce(State.of(recordsBefore(records, end))), {
  asOf: dateOf(end - 1),
  // Which places are known tells in these data who appeared again later; places stay out altogether.
  withPlaces: false,
  start: adamicAdarAlone,
  onProgress: ({ phase, done, total }) => process.stderr.write(`\r${phase} ${done}/${total}   `),
});
process.stderr.write("\n");
if (learnt === null) throw new Error(`Cannot learn from ${folder}: the history is too short`);
if (!learnt.isLearnt) throw new Error(`Cannot learn from ${folder} what does better than Adamic-Adar`);
const file = new URL("../../seeds/ranker/default-weights.json", import.meta.url);
const note =
  "Learnt from EU research partnerships (Horizon 2020 projects as published by CORDIS, (c) European Union) that began " +
  "before 2018, without any organisation of the Netherlands, by bench/gaps/learn-default.ts. The figures are those of " +
  "weights learnt without the last stretch, on that stretch.";
const { model, figures, links } = learnt;
writeFileSync(
  file,
  `${JSON.stringify({ note, learntUpTo: dateOf(end - 1), links, figures, model }, null, 2)}\n`,
);
process.stdout.write(`${links} links; hold-out ${JSON.stringify(figures)}\n`);
