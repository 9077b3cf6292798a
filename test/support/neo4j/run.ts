import { execFile } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/**
 * Runs a program to its end.
 *
 * Rejects when it cannot be started or ends with anything but 0. The message says what was attempted
 * ("Cannot open the door: ...") and carries the first lines the program printed, which is where Maven
 * and Neo4j's tools say what went wrong.
 */
export function run(
  attempt: string,
  command: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<void> {
  const options = { env: { ...process.env, ...environment }, maxBuffer: 64 * 2 ** 20 };

  return new Promise((resolve, reject) => {
    execFile(command, parameters, options, (error, stdout, stderr) => {
      if (error === null) return resolve();
      reject(new Error(`Cannot ${attempt}: ${firstLines(`${stdout}\n${stderr}`) || error.message}`));
    });
  });
}

function firstLines(output: string): string {
  return stripVTControlCharacters(output)
    .replaceAll("[ERROR]", "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(0, 2)
    .join("\n");
}
