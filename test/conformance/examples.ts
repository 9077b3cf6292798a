/** The example operations of `schema/examples`: what users ask, with the answers of the demo data. */
import { readdirSync, readFileSync } from "node:fs";

/** A file of `schema/examples`. */
export interface ExampleOperation {
  /** The name of its files, without their endings. */
  readonly name: string;
  /** The question in words: its first line, a comment. */
  readonly question: string;
  readonly text: string;
}

export const examplesFolder = new URL("../../schema/examples/", import.meta.url);

export const exampleOperations: readonly ExampleOperation[] = readdirSync(examplesFolder)
  .filter((file) => file.endsWith(".graphql"))
  .sort()
  .map((file) => {
    const text = readFileSync(new URL(file, examplesFolder), "utf8");
    return { name: file.replace(/\.graphql$/, ""), question: /^# (.+)\n/.exec(text)?.[1] ?? "", text };
  });
