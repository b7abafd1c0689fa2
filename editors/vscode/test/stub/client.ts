/** A language client without an editor: it speaks the real protocol with the real server. */

import { spawn, type ChildProcess } from "node:child_process";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
} from "vscode-languageserver-protocol/node";
import { fake } from "./vscode";

export const State = { Stopped: 1, Starting: 3, Running: 2 };
export const RevealOutputChannelOn = { Never: 4 };

interface Program {
  command: string;
  args: string[];
  options: { cwd: string };
}

/** All clients that were ever made; the last one is the extension's. */
export const clients: LanguageClient[] = [];

export class LanguageClient {
  initializeResult: InitializeResult | undefined;
  readonly published = new Map<string, Diagnostic[]>();
  readonly protocol2CodeConverter = { asLocation: (location: unknown) => ({ location }) };
  process: ChildProcess | undefined;
  private connection: ProtocolConnection | undefined;
  private listener: (change: { newState: number }) => void = () => undefined;

  constructor(
    readonly id: string,
    readonly name: string,
    readonly program: Program,
    readonly options: { initializationOptions: unknown },
  ) {
    clients.push(this);
  }

  onDidChangeState(listener: (change: { newState: number }) => void): void {
    this.listener = listener;
  }

  async start(): Promise<void> {
    const { command, args, options } = this.program;
    const process = spawn(command, args, { ...options, stdio: ["pipe", "pipe", "ignore"] });
    this.process = process;
    const ended = new Promise<never>((_, fail) => {
      process.on("error", fail);
      process.on("exit", (code) => {
        this.listener({ newState: State.Stopped });
        fail(new Error(`the server ended with ${code}`));
      });
    });
    ended.catch(() => undefined);
    process.stdin.on("error", () => undefined);
    const connection = createProtocolConnection(
      new StreamMessageReader(process.stdout),
      new StreamMessageWriter(process.stdin),
    );
    this.connection = connection;
    connection.onError(() => undefined);
    connection.onNotification("textDocument/publishDiagnostics", (params) => {
      this.published.set(params.uri, params.diagnostics);
    });
    connection.onRequest("workspace/configuration", (params) =>
      (params.items as unknown[]).map(() => fake.settings),
    );
    connection.listen();
    const uri = pathToFileURL(fake.folder).href;
    const begun = connection.sendRequest("initialize", {
      processId: null,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "test" }],
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
      initializationOptions: this.options.initializationOptions,
    });
    this.initializeResult = (await Promise.race([begun, ended])) as InitializeResult;
    await connection.sendNotification("initialized", {});
    this.listener({ newState: State.Running });
  }

  needsStop(): boolean {
    const isAlive = this.process?.exitCode === null && this.process.signalCode === null;
    return isAlive && this.initializeResult !== undefined;
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.process?.once("exit", done));
    await this.connection?.sendRequest("shutdown");
    await this.connection?.sendNotification("exit");
    await gone;
  }

  async open(uri: string, text: string): Promise<void> {
    const textDocument = { uri, languageId: "python", version: 1, text };
    await this.connection?.sendNotification("textDocument/didOpen", { textDocument });
  }

  async lenses(uri: string): Promise<unknown> {
    return this.connection?.sendRequest("textDocument/codeLens", { textDocument: { uri } });
  }
}
