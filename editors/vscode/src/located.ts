/** Which of the programs that could be the server is there, and how one is installed. */

import { execFile } from "node:child_process";
import { join } from "node:path";
import type { ServerCommand } from "./command";

const PATIENCE = 10_000;
const PACKAGE = "snapcheck[lsp]";
/** Ends well where both are installed; runs nothing of the workspace. */
const PROBE = "import importlib.util as u, sys; sys.exit(not (u.find_spec('snapcheck') and u.find_spec('pygls')))";

/** The first command whose program is there; the first of all where none is, which then fails. */
export async function located(candidates: readonly ServerCommand[]): Promise<ServerCommand> {
  for (const each of candidates) {
    if (await isThere(each)) {
      return each;
    }
  }
  const [first] = candidates;
  if (!first) {
    throw new Error("there is always the program on the path");
  }
  return first;
}

async function isThere(candidate: ServerCommand): Promise<boolean> {
  const isModule = candidate.args.includes("-m");
  const probe = isModule ? ["-P", "-c", PROBE] : ["server", "--help"];
  return (await run(candidate.command, probe, PATIENCE)) === undefined;
}

/** The interpreter of the environment that the extension makes for itself. */
export function ownInterpreter(storage: string): string {
  const [folder, name] = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];
  return join(storage, "snapcheck", folder, name);
}

/** Makes an environment of the extension's own and installs snapcheck there; what went wrong, if anything. */
export async function install(python: string, storage: string): Promise<string | undefined> {
  const environment = join(storage, "snapcheck");
  const made = await run(python, ["-P", "-m", "venv", "--clear", environment]);
  return made ?? run(ownInterpreter(storage), ["-P", "-m", "pip", "install", "--quiet", PACKAGE]);
}

/** Runs a program, not in the workspace; undefined if it ends well, else the last thing that it said. */
function run(program: string, args: readonly string[], timeout = 0): Promise<string | undefined> {
  return new Promise((done) => {
    execFile(program, [...args], { cwd: __dirname, timeout }, (error, _, complaint) => {
      done(error ? complaint.trim().split("\n").at(-1) || error.message : undefined);
    });
  });
}
