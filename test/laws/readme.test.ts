import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { runCli } from "../../src/cli/cli.js";
import { firstQuestion } from "../../src/http/server.js";
import { openTestService, type TestService } from "../support/app.js";
import { root } from "./documents.js";
import { examplesOf, type Example } from "./examples.js";

const readme = await readFile(join(root, "README.md"), "utf8");
const examples = examplesOf(readme);

describe("a GraphQL example of the README", () => {
  let service: TestService;
  beforeAll(async () => {
    service = await openTestService({ demo: true });
  });
  afterAll(() => service.close());

  const questions = examples.flatMap((example, i) =>
    example.language === "graphql" ? [{ question: example, shown: examples[i + 1] }] : [],
  );
  test.each(questions)(
    "answers what is shown below it (line $question.line)",
    async ({ question, shown }) => {
      expect(shown.language).toBe("json");
      const { data, errors } = await service.ask(question.text);
      expect(errors).toBeUndefined();
      expect({ data }).toEqual(JSON.parse(shown.text));
    },
  );

  test("is answered too when it is the one that npm start prints", async () => {
    const { data, errors } = await service.ask(firstQuestion);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toContain("Vakinstituut Peelrand");
  });
});

describe("a shell example of the README", () => {
  const home = process.cwd();
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "schakel-readme-"));
    await symlink(join(root, "seeds"), join(folder, "seeds"));
    process.chdir(folder);
  });
  afterAll(async () => {
    process.chdir(home);
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs a command as a shell would, words separated by spaces, and answers what it prints. */
  const schakel = async (line: string): Promise<string> => {
    const [out, err] = [new PassThrough({ encoding: "utf8" }), new PassThrough({ encoding: "utf8" })];
    const code = await runCli(line.split(" "), { out, err });
    expect({ code, complaint: err.read() }).toEqual({ code: 0, complaint: null });
    return String(out.read());
  };

  const started = /^npm run -s schakel -- (?=\w)/;
  const shell = examples.flatMap((example, i) =>
    example.language === "sh" && started.test(example.text) ? [{ example, next: examples[i + 1] }] : [],
  );
  // In the order of the page: the later ones stand on what the first has imported.
  test.each(shell)("does what it says (line $example.line)", async ({ example, next }) => {
    let printed = "";
    for (const line of example.text.split("\n")) {
      const words = line.replace(started, "");
      // One that never ends by itself is asked for its help only: the tests of src/cli serve.
      printed = await schakel(words.startsWith("serve") ? `${words} --help` : words);
      expect(printed).not.toBe("");
    }
    if (next.language === "text" && shownFor(example, next)) expect(printed.trimEnd()).toBe(next.text);
  });

  test("names scripts that package.json has, and what no test can run here is told as not tried", async () => {
    const { scripts } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const lines = examples
      .filter(({ language }) => language === "sh")
      .flatMap(({ text }) => text.split("\n"));
    const steps = lines.flatMap((line) => line.split(" && "));
    const unknown = steps.filter((step) => {
      const script = /^npm (?:run (?:-s )?)?([a-z0-9]+)/.exec(step)?.[1];
      if (script !== undefined) return script !== "ci" && !(script in scripts);
      return !/^(docker compose|mkdir|openssl|printf) /.test(step);
    });
    expect(unknown).toEqual([]);
    expect(readme).toContain("Not tried: `Dockerfile` and `docker-compose.yml`");
  });
});

/** An answer belongs to the example that it follows with nothing but an empty line between. */
function shownFor(example: Example, answer: Example): boolean {
  return answer.line === example.line + example.text.split("\n").length + 3;
}
