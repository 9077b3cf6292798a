/**
 * The command line: `schakel COMMAND`, a file for each.
 *
 * Answers go to standard output, everything else to standard error, a message as one line. Exit
 * codes: 0 done, 1 failed, 2 wrong usage, 3 the input was refused.
 */
import { Command, CommanderError } from "commander";
import { ConfigError, readVersion } from "../config.js";
import { SchakelError, type ErrorCode } from "../domain/errors.js";
import { addDoctor } from "./doctor.js";
import { addExport } from "./export.js";
import { addFind } from "./find.js";
import { addFit } from "./fit.js";
import { addGaps } from "./gaps.js";
import { addImport } from "./import.js";
import { addPaths } from "./paths.js";
import { addServe } from "./serve.js";
import { complain, exitCodes, processTerminal, type ExitCode, type Terminal } from "./terminal.js";

/** Runs a command and answers its exit code. `argv` is what stands after `schakel`. Never throws for what a user did. */
export async function runCli(
  argv: readonly string[],
  terminal: Terminal = processTerminal,
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const exit = (given: ExitCode): void => {
    code = given;
  };
  // Whoever reads may have read enough: `schakel gaps AM28 | head`.
  terminal.out.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  try {
    await commandsFor(terminal, exit).parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    // Commander has told already what was wrong; asked for help it comes here too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
    complain(terminal, error instanceof Error ? error.message : String(error));
    return codeOf(error);
  }
}

function commandsFor(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  const program = new Command("schakel")
    .description(
      "Organisations and the partnerships between them as a network: paths, gaps and views over GraphQL.",
    )
    .version(readVersion(), "--version", "print the version")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
      outputError: (text) => complain(terminal, text.replace(/^error: /, "")),
    })
    .addHelpText(
      "after",
      "\nNeo4j's user and password come from SCHAKEL_NEO4J_USER and SCHAKEL_NEO4J_PASSWORD or " +
        "SCHAKEL_NEO4J_PASSWORD_FILE.\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 the input was refused.\n\n" +
        "Examples:\n  schakel import seeds/demo --store sqlite:demo.db\n  schakel serve --store sqlite:demo.db",
    );
  for (const add of [addImport, addExport, addServe, addFind, addPaths, addGaps, addFit, addDoctor])
    add(program, terminal, exit);
  return program;
}

/** What the refusal of an operator's input, and no fault of the machine, is told by. */
const inputCodes: readonly ErrorCode[] = ["BAD_USER_INPUT", "NOT_FOUND", "CONFLICT", "BUDGET_EXCEEDED"];

function codeOf(error: unknown): ExitCode {
  if (error instanceof ConfigError) return exitCodes.wrongUsage;
  return error instanceof SchakelError && inputCodes.includes(error.code)
    ? exitCodes.refused
    : exitCodes.failed;
}
