/** The examples of a document: what stands between fences, with its language and line. */

export interface Example {
  /** What follows the opening fence; empty where nothing does. */
  readonly language: string;
  readonly text: string;
  /** The line of the opening fence. */
  readonly line: number;
}

export function examplesOf(markdown: string): Example[] {
  const examples: Example[] = [];
  let open: { language: string; line: number; lines: string[] } | null = null;
  markdown.split("\n").forEach((line, i) => {
    const fence = /^\s*```(.*)$/.exec(line);
    if (fence === null) open?.lines.push(line);
    else if (open === null) open = { language: fence[1].trim(), line: i + 1, lines: [] };
    else {
      examples.push({ language: open.language, text: open.lines.join("\n"), line: open.line });
      open = null;
    }
  });
  return examples;
}
