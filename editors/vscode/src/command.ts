/** Which program is started as the server, and who decided that. */

/** What the user and the Python extension say; empty or undefined where they say nothing. */
export interface Choices {
  /** The setting `snapcheck.path`. */
  readonly path: string;
  /** The setting `snapcheck.interpreter`. */
  readonly interpreter: string;
  /** The interpreter that the Python extension has selected. */
  readonly selected: string | undefined;
  /** Whether the user trusts the workspace. */
  readonly isTrusted: boolean;
  /** The interpreter of the environment that the extension has made for itself, if it has. */
  readonly own: string | undefined;
}

/** A program with its arguments, and in words where it comes from. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly origin: string;
}

/**
 * The commands that may start the server, the one that is meant first.
 *
 * What the user has set is the only one: to start another would hide that it is wrong.
 *
 * An environment may lie in the workspace, and running its interpreter runs what the workspace
 * holds: in a workspace that is not trusted the selected one does not count. VS Code itself leaves
 * out what such a workspace says in the settings.
 */
export function commandsOf(choices: Choices): ServerCommand[] {
  if (choices.path) {
    return [{ command: choices.path, args: ["server"], origin: "the setting snapcheck.path" }];
  }
  if (choices.interpreter) {
    return [ofInterpreter(choices.interpreter, "the setting snapcheck.interpreter")];
  }
  const found: ServerCommand[] = [];
  if (choices.selected && choices.isTrusted) {
    found.push(ofInterpreter(choices.selected, "the selected interpreter"));
  }
  found.push({ command: "snapcheck", args: ["server"], origin: "the path" });
  if (choices.own) {
    found.push(ofInterpreter(choices.own, "the extension's own environment"));
  }
  return found;
}

function ofInterpreter(python: string, origin: string): ServerCommand {
  // Without -P Python would look for modules in the folder that it is started in.
  return { command: python, args: ["-P", "-m", "snapcheck", "server"], origin };
}

/** What to tell a user whose server does not start: the cause and the mend, on one line. */
export function complaint(command: ServerCommand): string {
  const place = command.origin === "the path" ? "on the path" : `in ${command.command}`;
  const install = 'pip install "snapcheck[lsp]"';
  return `snapcheck can't be started (${place}, from ${command.origin}). Install it: ${install}`;
}
