/** Tables of what was measured, for the terminal and for the sections of README.md that scripts write. */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";

import { isMet, type Figures, type Goal, type Row, type Unit } from "./case.js";

const readme = new URL("README.md", import.meta.url);

/** Prints rows as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    figure(row.ours, row.unit),
    row.peer === undefined
      ? ""
      : `${figure(row.peer, row.unit)}${row.against === undefined ? "" : ` (${row.against})`}`,
    ratioOf(row),
    goalOf(row),
  ]);
  return toTable(["case", "ours", "peer", "ratio", "goal"], cells);
}

/** Lays out a Markdown table as prettier does: each column as wide as its widest cell. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(3, title.length, ...rows.map((row) => row[i].length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** Writes a section of a page, bench/README.md by default: what stands between its two marks; at the end where it is new. */
export function writeSection(name: string, text: string, page: URL = readme): void {
  const begin = `<!-- ${name}: written by a script -->`;
  const end = `<!-- end of ${name} -->`;
  const section = `${begin}\n\n${text.trim()}\n\n${end}`;
  const before = readFileSync(page, "utf8");
  const from = before.indexOf(begin);
  const to = before.indexOf(end);
  const after =
    from === -1
      ? `${before.trimEnd()}\n\n${section}\n`
      : `${before.slice(0, from)}${section}${before.slice(to + end.length)}`;
  writeFileSync(page, after);
}

/** Says on what and when something was measured. */
export function circumstances(): string {
  const [{ model }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  const load = loadavg()[1].toFixed(1);
  return `${day}, Node ${process.versions.node}, ${cpus().length} cores (${model.trim()}), ${memory} GiB; load ${load} at the end, the bench included`;
}

function figure(value: number, unit: Unit): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  const [whole, part] = value.toFixed(digits).split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return `${grouped}${part === undefined ? "" : `.${part}`} ${unit}`;
}

/** How many times as long the peer takes; below 1 where it is faster. */
function ratioOf({ ours, peer, unit }: Figures): string {
  if (peer === undefined) return "";
  const ratio = unit === "/s" ? ours / peer : peer / ours;
  return `${ratio >= 100 ? ratio.toFixed(0) : ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(2)}x`;
}

function goalOf(row: Row): string {
  const met = isMet(row);
  if (met === null) return "";
  return `${inWords(row.goal!, row.unit)}: ${met ? "met" : "**missed**"}`;
}

function inWords(goal: Goal, unit: Unit): string {
  if ("atLeast" in goal) return goal.ofPeer ? `>= ${goal.atLeast}x` : `>= ${figure(goal.atLeast, unit)}`;
  return goal.ofPeer ? `<= ${Number(goal.atMost.toFixed(2))} of it` : `<= ${figure(goal.atMost, unit)}`;
}
