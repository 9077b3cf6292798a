/** The files of a folder as the laws read them: text, imports, names and texts, each with its line. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export interface Source {
  /** Its path below `src`, with slashes. */
  readonly file: string;
  readonly text: string;
}

export interface Placed {
  readonly text: string;
  readonly line: number;
}

/** Reads all TypeScript files below a folder of the project. */
export function readSources(folder: string): Source[] {
  const root = fileURLToPath(new URL(`../../${folder}/`, import.meta.url));
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));
}

/** What a file imports, in any form: `import`, `import type`, `export from`, `import()`. */
export function importsOf(source: Source): Placed[] {
  const { importedFiles } = ts.preProcessFile(source.text, true, false);
  return importedFiles.map(({ fileName, pos }) => ({ text: fileName, line: lineAt(source.text, pos) }));
}

/** The file below `src` that a relative import names. */
export function targetOf(source: Source, specifier: string): string {
  return posix.join(posix.dirname(source.file), specifier).replace(/\.js$/, ".ts");
}

/** The identifiers of a file, and its property accesses of one dot (`process.env`). */
export function namesOf(source: Source): Placed[] {
  const names: Placed[] = [];
  walk(source, (node, line) => {
    if (ts.isIdentifier(node)) names.push({ text: node.text, line });
    else if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression))
      names.push({ text: `${node.expression.text}.${node.name.text}`, line });
  });
  return names;
}

/** What stands between quotation marks in a file, imports apart. */
export function textsOf(source: Source): Placed[] {
  const texts: Placed[] = [];
  walk(source, (node, line) => {
    if (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)) return;
    if (ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node)) texts.push({ text: node.text, line });
  });
  return texts;
}

function walk(source: Source, visit: (node: ts.Node, line: number) => void): void {
  const tree = ts.createSourceFile(source.file, source.text, ts.ScriptTarget.ES2023, true);
  const step = (node: ts.Node): void => {
    if (node !== tree) visit(node, tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1);
    ts.forEachChild(node, step);
  };
  step(tree);
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}
