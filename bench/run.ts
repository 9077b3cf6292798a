/**
 * `npm run bench`: measures, prints a table, and writes it into bench/README.md.
 *
 *   npm run bench -- [--size S,M,L] [--service] [--peers] [--only WORDS] [--dry-run]
 *
 * Without --size and --service: S and M. The service is measured on the EU data, where those are; --peers adds
 * what bench/peers and Java are needed for.
 * With --only, cases whose names hold the words are measured and nothing is written.
 */
import { parseArgs } from "node:util";

import { runCase, type Case, type Row } from "./case.js";
import { sizes, type SizeName } from "./graphs.js";
import { buildCases } from "./kernel/build-cases.js";
import { gapCases } from "./kernel/gap-cases.js";
import { measureCases } from "./kernel/measure-cases.js";
import { pathCases } from "./kernel/path-cases.js";
import { severalPathCases } from "./kernel/several-path-cases.js";
import { makeSubject, type Subject } from "./kernel/subject.js";
import { circumstances, tableOf, writeSection } from "./report.js";
import { serviceCases } from "./service/service-cases.js";
import { openServiceSubject, whyNoService } from "./service/subject.js";

const { values } = parseArgs({
  options: {
    size: { type: "string" },
    service: { type: "boolean", default: false },
    peers: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    "dry-run": { type: "boolean", default: false },
  },
});

const wanted = values.size ?? (values.service || values.peers ? "" : "S,M");
for (const size of wanted.split(",").filter((name) => name !== "")) {
  if (!(size in sizes)) throw new Error(`Cannot bench size "${size}": wanted S, M or L`);
  await benchKernel(size as SizeName);
}
if (values.service || values.peers) await benchService(values.peers);

async function benchKernel(size: SizeName): Promise<void> {
  let subject: Subject | null = null;
  const subjectOf = () => (subject ??= makeSubject(size));
  const cases: Case<Subject>[] = [
    ...buildCases(size, subjectOf),
    ...pathCases(size, subjectOf),
    ...severalPathCases(size, subjectOf),
    ...gapCases(size, subjectOf),
    ...measureCases(size, subjectOf),
  ];
  const rows = await run(cases);
  const { graph } = subjectOf();
  const of = `${graph.nodeCount.toLocaleString("en")} organisations, ${graph.linkCount.toLocaleString("en")} links`;
  report(`kernel ${size}`, `### Kernel, ${size}: ${of}\n\n${circumstances()}.\n\n${tableOf(rows)}`, rows);
}

async function benchService(withPeers: boolean): Promise<void> {
  const reason = whyNoService();
  if (reason !== null) return void process.stderr.write(`THE SERVICE WAS NOT MEASURED: ${reason}\n`);
  const subject = await openServiceSubject(withPeers);
  try {
    const rows = await run(
      serviceCases(() => Promise.resolve(subject), {
        withPeers: subject.peer !== null,
        withDutch: subject.dutch !== null,
      }),
    );
    const of = "54,565 organisations, 22,587 partnerships (EU research)";
    report("service", `### Service over HTTP: ${of}\n\n${circumstances()}.\n\n${tableOf(rows)}`, rows);
  } finally {
    await subject.close();
  }
}

async function run<Prepared>(cases: readonly Case<Prepared>[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const one of cases) {
    if (!one.name.includes(values.only)) continue;
    process.stderr.write(`${one.name} ...\n`);
    rows.push(await runCase(one));
  }
  return rows;
}

function report(section: string, text: string, rows: readonly Row[]): void {
  if (rows.length === 0) return;
  console.log(`\n${text}\n`);
  if (values.only === "" && !values["dry-run"]) writeSection(section, text);
}
