/** The extension with the real server, in a VS Code that is played by the tests. */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, afterEach, beforeEach, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { ExtensionContext } from "vscode";
import { activate, deactivate } from "../src/extension";
import { clients, type LanguageClient } from "./stub/client";
import { fake } from "./stub/vscode";

const PYTHON = process.env["SNAPCHECK_INTERPRETER"] ?? resolve("../../.venv/bin/python");
const FROZEN = `import uuid

RUN = uuid.uuid4().hex


def handler(event, context):
    return RUN
`;

let context: ExtensionContext;
let file: string;

beforeEach(() => {
  fake.reset();
  fake.folder = mkdtempSync(join(tmpdir(), "snapcheck-"));
  file = pathToFileURL(join(fake.folder, "app.py")).href;
  writeFileSync(join(fake.folder, "app.py"), FROZEN);
  const globalStorageUri = { fsPath: join(fake.folder, "storage") };
  context = {
    subscriptions: [],
    extensionPath: fake.folder,
    globalStorageUri,
  } as unknown as ExtensionContext;
});

afterEach(async () => {
  await deactivate();
  for (const each of context.subscriptions) {
    each.dispose();
  }
});

after(() => {
  assert.deepEqual(
    clients.filter((client) => client.needsStop()),
    [],
  );
});

function current(): LanguageClient {
  const client = clients.at(-1);
  assert.ok(client);
  return client;
}

async function codes(): Promise<unknown[]> {
  await current().open(file, FROZEN);
  for (let waited = 0; waited < 60_000 && !current().published.has(file); waited += 20) {
    await new Promise((done) => setTimeout(done, 20));
  }
  return (current().published.get(file) ?? []).map((each) => each.code);
}

test("it starts the server of the set interpreter, and findings arrive", async () => {
  fake.settings = { interpreter: PYTHON };
  await activate(context);
  assert.equal(fake.item.text, "$(check) snapcheck");
  assert.match(fake.item.tooltip, /^snapcheck \d+\.\d+\.\d+\S* is running: .* \(the setting/);
  assert.deepEqual(await codes(), ["SNAP201"]);
});

test("settings reach the server", async () => {
  fake.settings = { interpreter: PYTHON, select: ["SNAP3"], minConfidence: null };
  await activate(context);
  await current().open(file, FROZEN);
  await current().lenses(file);
  assert.equal(current().published.has(file), false);
});

test("the restart command starts another process", async () => {
  fake.settings = { interpreter: PYTHON };
  await activate(context);
  const first = current();
  await fake.registered.get("snapcheck.restart")?.();
  assert.notEqual(current(), first);
  assert.equal(first.process?.exitCode, 0);
  assert.deepEqual(await codes(), ["SNAP201"]);
});

test("it follows the interpreter that is selected", async () => {
  fake.python = fake.environments(PYTHON);
  await activate(context);
  const first = current();
  assert.equal(first.program.command, PYTHON);
  await fake.python.changed.fire(undefined);
  assert.equal(current(), first); // the same as before: nothing to be done
  fake.python.active = join(fake.folder, "no-python");
  await fake.python.changed.fire(undefined);
  assert.equal(current().program.command, fake.python.active);
  assert.equal(fake.item.text, "$(error) snapcheck");
});

test("an interpreter of a workspace that nobody trusts is not run", async () => {
  fake.trusted = false;
  fake.python = fake.environments(join(fake.folder, "hostile-python"));
  fake.settings = { path: join(fake.folder, "../no-such-snapcheck") };
  await activate(context);
  fake.settings = {};
  await fake.configurationChanged.fire({ affectsConfiguration: () => true });
  assert.equal(current().program.command, "snapcheck");
  assert.deepEqual(
    clients.filter((client) => client.program.command.includes("hostile")),
    [],
  );
});

test("trust that is granted later counts", async () => {
  fake.trusted = false;
  fake.python = fake.environments(PYTHON);
  await activate(context);
  fake.trusted = true;
  await fake.trustGranted.fire();
  assert.equal(current().program.command, PYTHON);
  assert.equal(fake.item.text, "$(check) snapcheck");
});

test("a server that can't be started is explained", async () => {
  fake.settings = { interpreter: join(fake.folder, "no-python") };
  await activate(context);
  assert.equal(fake.item.text, "$(error) snapcheck");
  assert.deepEqual(fake.errors.length, 1);
  assert.match(fake.errors[0] ?? "", /Install it: pip install "snapcheck\[lsp\]"$/);
  fake.settings = { interpreter: PYTHON };
  await fake.configurationChanged.fire({ affectsConfiguration: () => true });
  assert.equal(fake.item.text, "$(check) snapcheck");
});

test("snapcheck is found on the path where the selected interpreter has none", async () => {
  const bare = join(fake.folder, "bare-python");
  writeFileSync(bare, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  const bin = join(fake.folder, "bin");
  mkdirSync(bin);
  const script = `#!/bin/sh\nexec "${PYTHON}" -P -m snapcheck "$@"\n`;
  writeFileSync(join(bin, "snapcheck"), script, { mode: 0o755 });
  fake.python = fake.environments(bare);
  const path = process.env["PATH"];
  process.env["PATH"] = `${bin}:${path}`;
  try {
    await activate(context);
  } finally {
    process.env["PATH"] = path;
  }
  assert.equal(current().program.command, "snapcheck");
  assert.equal(fake.item.text, "$(check) snapcheck");
  assert.deepEqual(fake.errors, []);
});

test("it offers to install snapcheck into an environment of its own", async () => {
  // An interpreter without snapcheck, whose venv "installs" by writing down what it was asked for.
  const log = join(fake.folder, "log");
  const own = join(fake.folder, "storage", "snapcheck", "bin");
  const bare = join(fake.folder, "bare-python");
  const pip = `#!/bin/sh\necho "$@" >> ${log}\ncase "$*" in *pip*) exit 0;; esac\nexec "${PYTHON}" "$@"\n`;
  writeFileSync(
    bare,
    `#!/bin/sh\necho "$@" >> ${log}\ncase "$*" in *venv*) mkdir -p ${own}; cat > ${own}/python <<'END'\n` +
      `${pip}END\nchmod 755 ${own}/python; exit 0;; esac\nexit 1\n`,
    { mode: 0o755 },
  );
  fake.python = fake.environments(bare);
  fake.answer = "Install";
  const path = process.env["PATH"];
  process.env["PATH"] = "/usr/bin:/bin";
  try {
    await activate(context);
    for (let waited = 0; waited < 30_000 && fake.item.text !== "$(check) snapcheck"; waited += 20) {
      await new Promise((done) => setTimeout(done, 20));
    }
  } finally {
    process.env["PATH"] = path;
  }
  assert.equal(current().program.command, join(own, "python"));
  assert.match(fake.item.tooltip, /the extension's own environment/);
  const asked = readFileSync(log, "utf-8");
  assert.match(asked, /-P -m venv --clear .*storage\/snapcheck\n/);
  assert.match(asked, /-P -m pip install --quiet snapcheck\[lsp\]\n/);
});

test("an installation that fails is explained", async () => {
  const bare = join(fake.folder, "bare-python");
  writeFileSync(bare, "#!/bin/sh\necho 'no venv here' >&2\nexit 1\n", { mode: 0o755 });
  fake.python = fake.environments(bare);
  fake.answer = "Install";
  const path = process.env["PATH"];
  process.env["PATH"] = "/usr/bin:/bin";
  try {
    await activate(context);
    for (let waited = 0; waited < 30_000 && fake.errors.length < 2; waited += 20) {
      await new Promise((done) => setTimeout(done, 20));
    }
  } finally {
    process.env["PATH"] = path;
  }
  assert.match(fake.errors[1] ?? "", /can't be installed with .*bare-python: no venv here$/);
});

test("a server that dies is shown as stopped", async () => {
  fake.settings = { interpreter: PYTHON };
  await activate(context);
  const gone = new Promise((done) => current().process?.once("exit", done));
  current().process?.kill();
  await gone;
  assert.equal(fake.item.text, "$(circle-slash) snapcheck");
});

test("a lens leads to the places that it counts", async () => {
  fake.settings = { interpreter: PYTHON };
  await activate(context);
  await current().open(file, FROZEN);
  const [lens] = (await current().lenses(file)) as {
    command: { title: string; command: string; arguments: never[] };
  }[];
  assert.equal(lens?.command.title, "INIT: 1 frozen value");
  await fake.registered.get(lens.command.command)?.(...lens.command.arguments);
  const [[command, uri, , locations]] = fake.executed as [[string, { text: string }, unknown, unknown[]]];
  assert.deepEqual([command, uri.text, locations.length], ["editor.action.showReferences", file, 1]);
});
