/** The laws of documents: what they name is there. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rowsUnder } from "./house-map.js";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Finds relative links to files that are not there. `file` is the document's path below the root. */
export function faultsOfLinks(file: string, markdown: string): string[] {
  const faults: string[] = [];
  for (const [, target] of markdown.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:|^#/.test(target)) continue;
    const path = join(dirname(file), target.replace(/#.*$/, ""));
    if (!existsSync(join(root, path))) faults.push(`${file}: links to ${target}, which is not there`);
  }
  return faults;
}

/** Finds source files that a drawing names and that are not there. */
export function faultsOfDrawing(drawing: string): string[] {
  return [...drawing.matchAll(/[a-z0-9-]+(?:\/[a-z0-9.-]+)*\.ts\b/g)]
    .map(([path]) => path)
    .filter((path) => !existsSync(join(root, "src", path)))
    .map((path) => `src/${path}: is drawn and not there`);
}

/** Finds the differences between a table of a document (its first two columns, without marks) and what the code says. */
export function faultsOfTable(
  markdown: string,
  heading: string,
  wanted: Readonly<Record<string, string>>,
): string[] {
  const written = new Map(
    rowsUnder(markdown, heading).map(([name, meaning]) => [name.replaceAll("`", ""), meaning]),
  );
  const faults: string[] = [];
  for (const [name, meaning] of Object.entries(wanted))
    if (written.get(name) !== meaning)
      faults.push(`${heading}: ${name} should say "${meaning}" and says "${written.get(name) ?? "nothing"}"`);
  for (const name of written.keys())
    if (!(name in wanted)) faults.push(`${heading}: ${name} is not in the code`);
  return faults;
}
