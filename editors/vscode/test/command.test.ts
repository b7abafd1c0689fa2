/** Which server is started. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf, complaint, type Choices } from "../src/command";

const NOTHING: Choices = { path: "", interpreter: "", selected: undefined, isTrusted: true };
const MODULE = ["-P", "-m", "snapcheck", "server"];

const cases: [string, Partial<Choices>, string, string[]][] = [
  ["nothing is known", {}, "snapcheck", ["server"]],
  ["an interpreter is selected", { selected: "/env/python" }, "/env/python", MODULE],
  ["nobody trusts the workspace", { selected: "/env/python", isTrusted: false }, "snapcheck", ["server"]],
  ["an interpreter is set", { selected: "/env/python", interpreter: "/own/python" }, "/own/python", MODULE],
  ["an executable is set", { path: "/own/snapcheck", interpreter: "/own/python" }, "/own/snapcheck", ["server"]],
  ["what is set counts without trust", { interpreter: "/own/python", isTrusted: false }, "/own/python", MODULE],
];

for (const [name, choices, command, args] of cases) {
  test(name, () => {
    const found = commandOf({ ...NOTHING, ...choices });
    assert.deepEqual([found.command, found.args], [command, args]);
  });
}

test("a complaint names the cause and the mend", () => {
  assert.equal(
    complaint(commandOf({ ...NOTHING, selected: "/env/python" })),
    "snapcheck can't be started (in /env/python, from the selected interpreter). " +
      'Install it: pip install "snapcheck[lsp]"',
  );
});
