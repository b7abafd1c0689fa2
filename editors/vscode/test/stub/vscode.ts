/** As much of VS Code as the extension uses, and `fake`, by which a test plays the user. */

type Listener<T> = (value: T) => unknown;

class Event<T> {
  private readonly listeners: Listener<T>[] = [];
  readonly listen = (listener: Listener<T>): Disposable => {
    this.listeners.push(listener);
    return new Disposable(() => this.listeners.splice(this.listeners.indexOf(listener), 1));
  };
  async fire(value: T): Promise<void> {
    await Promise.all(this.listeners.map((listener) => listener(value)));
  }
}

export class Disposable {
  constructor(readonly dispose: () => unknown) {}
}
export class ThemeColor {
  constructor(readonly id: string) {}
}
export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}
export const Uri = { parse: (text: string) => ({ text }) };
export const StatusBarAlignment = { Left: 1, Right: 2 };
export const ProgressLocation = { Notification: 15 };

interface Environments {
  active: string | undefined;
  readonly changed: Event<unknown>;
}

export const fake = {
  settings: {} as Record<string, unknown>,
  trusted: true,
  folder: "",
  python: undefined as Environments | undefined,
  errors: [] as string[],
  answer: undefined as string | undefined,
  executed: [] as unknown[][],
  registered: new Map<string, (...args: never[]) => unknown>(),
  item: { text: "", tooltip: "", command: "", name: "", shown: false },
  log: [] as string[],
  configurationChanged: new Event<{ affectsConfiguration(section: string): boolean }>(),
  trustGranted: new Event<void>(),
  environments: (active: string): Environments => ({ active, changed: new Event() }),
  reset(): void {
    Object.assign(fake, { settings: {}, trusted: true, folder: "", python: undefined, answer: undefined });
    Object.assign(fake, { errors: [], executed: [], log: [] });
    fake.registered.clear();
  },
};

export const window = {
  createStatusBarItem: () =>
    Object.assign(fake.item, {
      show: () => (fake.item.shown = true),
      dispose: () => (fake.item.shown = false),
    }),
  createOutputChannel: () => ({
    error: (text: string) => fake.log.push(text),
    show: () => fake.log.push("shown"),
    dispose: () => undefined,
  }),
  showErrorMessage: async (text: string) => {
    fake.errors.push(text);
    const answer = fake.answer;
    fake.answer = undefined;
    return answer;
  },
  withProgress: async (_: unknown, task: () => Promise<unknown>) => task(),
};

export const commands = {
  registerCommand(name: string, run: (...args: never[]) => unknown): Disposable {
    fake.registered.set(name, run);
    return new Disposable(() => fake.registered.delete(name));
  },
  executeCommand: async (...args: unknown[]) => fake.executed.push(args),
};

export const workspace = {
  get isTrusted() {
    return fake.trusted;
  },
  get workspaceFolders() {
    return [{ uri: { fsPath: fake.folder } }];
  },
  getConfiguration: () => ({
    get: (name: string, otherwise: unknown) => fake.settings[name] ?? otherwise,
  }),
  onDidChangeConfiguration: fake.configurationChanged.listen,
  onDidGrantWorkspaceTrust: fake.trustGranted.listen,
};

/** The Python extension, where `fake.python` is set. */
export const extensions = {
  getExtension: (name: string) =>
    name === "ms-python.python" && fake.python
      ? { isActive: true, activate: async () => undefined, exports: pythonApi(fake.python) }
      : undefined,
};

function pythonApi(environments: Environments) {
  return {
    environments: {
      getActiveEnvironmentPath: () => ({ id: "", path: environments.active ?? "" }),
      resolveEnvironment: async () =>
        environments.active ? { executable: { uri: { fsPath: environments.active } } } : undefined,
      onDidChangeActiveEnvironmentPath: environments.changed.listen,
    },
  };
}
