import { execFile } from "node:child_process";

/**
 * Runs a program to its end.
 *
 * Rejects when it cannot be started or ends with anything but 0; the message carries the first
 * lines it printed, which is where Maven and Neo4j's tools say what went wrong.
 */
export function run(
  command: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<void> {
  const options = { env: { ...process.env, ...environment }, maxBuffer: 64 * 2 ** 20 };

  return new Promise((resolve, reject) => {
    execFile(command, parameters, options, (error, stdout, stderr) => {
      if (error === null) return resolve();
      reject(new Error(`${command} failed: ${firstLines(`${stdout}\n${stderr}`) || error.message}`));
    });
  });
}

function firstLines(output: string): string {
  return output
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, 5)
    .join("\n");
}
