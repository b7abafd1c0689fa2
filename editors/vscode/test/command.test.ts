/** Which server is started. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { commandsOf, complaint, type Choices } from "../src/command";

const NOTHING: Choices = {
  path: "",
  interpreter: "",
  selected: undefined,
  isTrusted: true,
  own: undefined,
};
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
    const [found] = commandsOf({ ...NOTHING, ...choices });
    assert.deepEqual([found?.command, found?.args], [command, args]);
  });
}

test("what is not set is looked for in one place after the other", () => {
  const found = commandsOf({ ...NOTHING, selected: "/env/python", own: "/own/python" });
  assert.deepEqual(
    found.map((each) => each.command),
    ["/env/python", "snapcheck", "/own/python"],
  );
});

test("what is set is the only one", () => {
  const found = commandsOf({ ...NOTHING, path: "/set/snapcheck", own: "/own/python" });
  assert.deepEqual(
    found.map((each) => each.command),
    ["/set/snapcheck"],
  );
});

test("a complaint names the cause and the mend", () => {
  assert.equal(
    complaint({ command: "/env/python", args: MODULE, origin: "the selected interpreter" }),
    "snapcheck can't be started (in /env/python, from the selected interpreter). " +
      'Install it: pip install "snapcheck[lsp]"',
  );
});
