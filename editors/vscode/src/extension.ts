/** Starts the server of snapcheck, and starts it anew when that should be another one. */

import {
  commands,
  Position,
  ProgressLocation,
  Uri,
  window,
  workspace,
  type ExtensionContext,
  type LogOutputChannel,
} from "vscode";
import {
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type LanguageClientOptions,
} from "vscode-languageclient/node";
import { existsSync } from "node:fs";
import { commandsOf, complaint, type Choices, type ServerCommand } from "./command";
import { install, located, ownInterpreter } from "./located";
import { onInterpreterChanged, selectedInterpreter } from "./interpreter";
import { Status } from "./status";

const INSTALL = "Install";
const SHOW_LOCATIONS = "snapcheck.showLocations";
const LANGUAGES = ["python", "yaml", "json", "terraform", "dockerfile", "typescript"];

class Server {
  private client: LanguageClient | undefined;
  private command: ServerCommand | undefined;
  /** Starts follow each other: one that is asked for meanwhile waits. */
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: ExtensionContext,
    private readonly status: Status,
    private readonly output: LogOutputChannel,
  ) {}

  restart(): Promise<void> {
    this.last = this.last.then(async () => {
      await this.stopNow();
      await this.startNow();
    });
    return this.last;
  }

  /** Starts anew only if another program is to be started than the one that runs. */
  async follow(): Promise<void> {
    const wanted = await this.wanted();
    if (JSON.stringify(wanted) !== JSON.stringify(this.command)) {
      await this.restart();
    }
  }

  stop(): Promise<void> {
    this.last = this.last.then(() => this.stopNow());
    return this.last;
  }

  async showLocations(uri: string, position: Position, locations: unknown[]): Promise<void> {
    const convert = this.client?.protocol2CodeConverter;
    if (convert) {
      await commands.executeCommand(
        "editor.action.showReferences",
        Uri.parse(uri),
        new Position(position.line, position.character),
        locations.map((each) => convert.asLocation(each as Parameters<typeof convert.asLocation>[0])),
      );
    }
  }

  private async wanted(): Promise<ServerCommand> {
    return located(commandsOf(await this.choices()));
  }

  private async choices(): Promise<Choices> {
    const settings = workspace.getConfiguration("snapcheck");
    const own = ownInterpreter(this.storage);
    return {
      path: settings.get("path", ""),
      interpreter: settings.get("interpreter", ""),
      selected: workspace.isTrusted ? await selectedInterpreter() : undefined,
      isTrusted: workspace.isTrusted,
      own: existsSync(own) ? own : undefined,
    };
  }

  private get storage(): string {
    return this.context.globalStorageUri.fsPath;
  }

  private async startNow(): Promise<void> {
    const command = await this.wanted();
    this.command = command;
    this.status.show("starting", command);
    // Not in the workspace: some systems look for programs in the current folder first.
    const options = { cwd: this.context.extensionPath };
    const program = { command: command.command, args: [...command.args], options };
    const client = new LanguageClient("snapcheck", "snapcheck", program, clientOptions(this.output));
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped && this.client === client) {
        this.status.show("stopped", command);
      }
    });
    try {
      await client.start();
      this.status.show("running", command, client.initializeResult?.serverInfo?.version);
    } catch (error) {
      this.output.error(String(error));
      this.status.show("failed", command);
      void this.explain(complaint(command));
    }
  }

  private async explain(text: string): Promise<void> {
    const choice = await window.showErrorMessage(text, INSTALL, "Show Output");
    if (choice === INSTALL) {
      await this.install();
    } else if (choice !== undefined) {
      this.output.show();
    }
  }

  /** Installs snapcheck for this extension alone: no environment of a project is changed. */
  private async install(): Promise<void> {
    const { selected } = await this.choices();
    const python = selected ?? (process.platform === "win32" ? "python" : "python3");
    const options = { location: ProgressLocation.Notification, title: "Installing snapcheck" };
    const wrong = await window.withProgress(options, () => install(python, this.storage));
    if (wrong === undefined) {
      await this.restart();
    } else {
      this.output.error(wrong);
      void window.showErrorMessage(`snapcheck can't be installed with ${python}: ${wrong}`);
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop()) {
      await client.stop();
    }
  }
}

function clientOptions(output: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [
      ...LANGUAGES.map((language) => ({ scheme: "file", language })),
      { scheme: "file", pattern: "**/{pyproject,snapcheck}.toml" },
    ],
    initializationOptions: { commands: [SHOW_LOCATIONS] },
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
}

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("snapcheck", { log: true });
  const status = new Status();
  const started = new Server(context, status, output);
  server = started;
  context.subscriptions.push(
    output,
    status,
    commands.registerCommand("snapcheck.restart", () => started.restart()),
    commands.registerCommand("snapcheck.showOutput", () => output.show()),
    commands.registerCommand(SHOW_LOCATIONS, started.showLocations.bind(started)),
    workspace.onDidGrantWorkspaceTrust(() => started.follow()),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("snapcheck")) {
        await started.follow();
      }
    }),
    await onInterpreterChanged(() => started.follow()),
  );
  await started.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
  server = undefined;
}
