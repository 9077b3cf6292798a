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

/**
 * The identifiers of a file, and its accesses of one property (`process.env`), which count as that however they
 * are spelt: `process["env"]`, `const { env } = process`, `import { env } from "node:process"`.
 */
export function namesOf(source: Source): Placed[] {
  const names: Placed[] = [];
  walk(source, (node, line) => {
    if (ts.isIdentifier(node)) names.push({ text: node.text, line });
    else for (const text of accessesOf(node)) names.push({ text, line });
  });
  return names;
}

function accessesOf(node: ts.Node): string[] {
  if (ts.isPropertyAccessExpression(node)) return accessOf(node.expression, node.name);
  if (ts.isElementAccessExpression(node)) return accessOf(node.expression, node.argumentExpression);
  if (ts.isBindingElement(node) && ts.isVariableDeclaration(node.parent.parent))
    return accessOf(node.parent.parent.initializer, node.propertyName ?? node.name);
  if (ts.isImportSpecifier(node))
    return accessOf(node.parent.parent.parent.moduleSpecifier, node.propertyName ?? node.name);
  return [];
}

function accessOf(owner: ts.Node | undefined, property: ts.Node): string[] {
  if (owner === undefined || !isName(owner) || !isName(property)) return [];
  return [`${owner.text.replace(/^node:/, "")}.${property.text}`];
}

function isName(node: ts.Node): node is ts.Identifier | ts.StringLiteralLike {
  return ts.isIdentifier(node) || ts.isStringLiteralLike(node);
}

/** The functions that a file declares, by name: functions, methods, and arrows that a name or a property holds. */
export function functionsOf(source: Source): Placed[] {
  const functions: Placed[] = [];
  walk(source, (node, line) => {
    const isFunction =
      ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isMethodSignature(node);
    const holdsFunction =
      (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node)) &&
      node.initializer !== undefined &&
      (ts.isArrowFunction(node.initializer) || ts.isFunctionExpression(node.initializer));
    if ((isFunction || holdsFunction) && node.name !== undefined)
      functions.push({ text: node.name.getText().replace(/^#/, ""), line });
  });
  return functions;
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
