"""What an editor is shown after each keystroke is what a new analysis of the same texts would find.

Programs are kept from one keystroke to the next, and only bodies that changed are followed again.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from pathlib import Path
from random import Random

import msgspec
import pytest
from markers import projects
from msgspec.structs import replace

from snapcheck import analysis
from snapcheck.analysis import LiveMemory
from snapcheck.model import Report, Request

_NAME = re.compile(r"[A-Za-z_]\w*")
STATEMENTS = (
    *("{a}", "print({a})", "{a} = {b}", "return {a}", "{a}()", "{a}.append({b})", "global {a}"),
    *("import uuid", "{a} = uuid.uuid4()", "{a}.{b} = {c}", "x = '{a}'", "if {a}: return {b}"),
    *("{a}({b}, {c})", "return {a}({b})", "del {a}", "for x in {a}: {b}(x)", "yield {a}", "pass"),
    *("import random; {a} = random.random()", "return dict(a={a}, b=1)", "raise {a}", "# {a}"),
    *("{a}['{b}'] = {c}", "{a} = lambda: {b}", "with {a} as {b}: {c}()", "async def f(): {a}", ""),
)


def edited(text: str, chance: Random) -> str:
    """A text with a line that is new, gone, twice there, or has something typed into it."""
    lines = text.split("\n")
    names = list(dict.fromkeys(_NAME.findall(text))) or ["x"]
    at, kind = chance.randrange(len(lines)), chance.random()
    line = lines[at]
    if kind < 0.4:
        named = {name: chance.choice(names) for name in "abc"}
        indented = line[: len(line) - len(line.lstrip())]
        lines.insert(at, indented + chance.choice(STATEMENTS).format(**named))
    elif kind < 0.5:
        del lines[at]
    elif kind < 0.55:
        lines.insert(at, line)
    elif kind < 0.75 and (found := list(_NAME.finditer(line))):
        name = chance.choice(found)
        lines[at] = line[: name.start()] + chance.choice(names) + line[name.end() :]
    else:
        column = chance.randrange(len(line) + 1)
        typed = chance.choice("abx1() '\"#.,=") if kind < 0.9 else ""
        lines[at] = line[:column] + typed + line[column + (not typed) :]
    return "\n".join(lines)


def is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


def told(report: Report) -> Mapping[str, object]:
    """All that a report says, as plain values."""
    plain = {name: getattr(report, name) for name in report.__struct_fields__}
    keyed = {name: sorted(map(repr, plain.pop(name).items())) for name in ("roots", "imports")}
    del plain["taken"]
    return {**keyed, **msgspec.to_builtins(plain)}


def checked(root: Path, texts: Mapping[Path, str], memory: LiveMemory) -> Report:
    """The report of a folder with these texts of files: that of an analysis without memory."""
    overlay = tuple((path, text.encode()) for path, text in texts.items())
    request = Request(paths=(root,), root=root, overlay=overlay)
    report = analysis.check(request, memory=memory)
    assert told(report) == told(analysis.check(request)), texts
    return report


@pytest.mark.parametrize("seed", range(6))
def test_edits_are_analysed_as_new_texts_are(seed: int) -> None:
    chance, reused = Random(seed), 0
    cases = sorted(each for each in projects() if each.is_dir())
    for root in chance.sample(cases, 8):
        memory = LiveMemory()
        file = chance.choice(sorted(root.rglob("*.py")))
        text = file.read_text(encoding="utf-8")
        checked(root, {}, memory)
        for _ in range(6):
            tried = edited(text, chance)
            if is_python(tried):
                text = tried
                checked(root, {file: text}, memory)
        reused += memory.known_links.reused
    assert reused


APP = """\
import json
import uuid

from ids import new_id

RUN = uuid.uuid4().hex
SEEN = {}


def described(event, note=None):
    name = event.get("name")
    if not name:
        return {"status": 400}
    SEEN[name] = note
    return {"status": 200, "body": json.dumps({"name": name})}


def repeated(event, depth):
    return repeated(event, depth - 1) if depth else event


def handler(event, context):
    repeated(event, 3)
    return described(event)
"""
IDS = "import uuid\n\n\ndef new_id(prefix):\n    return prefix + uuid.uuid4().hex\n"

KEPT = {
    "a comment": ('    name = event.get("name")', '    name = event.get("name")  # the name'),
    "an empty line": ("def handler", "\n\ndef handler"),
    "a comment that ignores": (
        "RUN = uuid.uuid4().hex",
        "RUN = uuid.uuid4().hex  # snapcheck: ignore",
    ),
    "a text": ('event.get("name")', 'event.get("names")'),
    "a local name": ("    SEEN[name]", "    spare = 1\n    SEEN[name]"),
    "a name that is not there": ("    SEEN[name]", "    jso\n    SEEN[name]"),
    "another status": ('"status": 400', '"status": 404'),
    "what INIT has imported": ("    SEEN[name]", "    import ids\n    SEEN[name]"),
    "what is used of INIT": ("    SEEN[name]", "    print(RUN)\n    SEEN[name]"),
}
LINKED = {
    "another function is called": ("    SEEN[name]", '    new_id("a")\n    SEEN[name]'),
    "what INIT makes": ("RUN = uuid.uuid4().hex", "RUN = uuid.uuid4().hex + RUN"),
    "another parameter": ("event, note=None", "event, note=None, more=1"),
    "a global is bound": ("    SEEN[name]", "    global RUN\n    RUN = 1\n    SEEN[name]"),
    "another function": ("def handler", "def other():\n    return RUN\n\n\ndef handler"),
    "a body that calls itself": ("depth - 1", "depth - 2"),
    "a module is imported": ("    SEEN[name]", "    import more\n    SEEN[name]"),
}


def after(tmp_path: Path, old: str, new: str) -> int:
    """How often a program was not linked anew when an edit and another one after it were made."""
    (tmp_path / "ids.py").write_text(IDS)
    (tmp_path / "more.py").write_text("COUNT = 0\n")
    app = tmp_path / "app.py"
    app.write_text(APP)
    memory = LiveMemory()
    checked(tmp_path, {app: APP + "\n"}, memory)
    assert APP.count(old) == 1
    checked(tmp_path, {app: APP.replace(old, new)}, memory)
    return memory.known_links.reused


@pytest.mark.parametrize("edit", KEPT.values(), ids=KEPT)
def test_a_body_alone_is_followed_again(tmp_path: Path, edit: tuple[str, str]) -> None:
    assert after(tmp_path, *edit) == 1


@pytest.mark.parametrize("edit", LINKED.values(), ids=LINKED)
def test_what_others_see_is_linked_anew(tmp_path: Path, edit: tuple[str, str]) -> None:
    assert after(tmp_path, *edit) == 0


PASSED_ON = """\
import uuid

RUN = uuid.uuid4().hex
FIRST, SECOND = {}, {}


def copy():
    SECOND["a"] = FIRST.get("a")


def copy_back():
    FIRST["a"] = SECOND.get("a")


def put(event):
    FIRST["a"] = RUN


def handler(event, context):
    put(event)
    copy()
    copy_back()
    return FIRST.get("a")
"""


def test_what_is_passed_on_in_circles_is_gone_with_its_source(tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text(PASSED_ON)
    memory = LiveMemory()
    first = checked(tmp_path, {app: PASSED_ON + "\n"}, memory)
    assert [each.rule for each in first.findings] == ["SNAP201"]
    for text in ('    FIRST["a"] = 1', "    pass", '    FIRST["a"] = RUN'):
        checked(tmp_path, {app: PASSED_ON.replace('    FIRST["a"] = RUN', text)}, memory)


def test_a_hook_that_nothing_runs_is_looked_for_again(tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    text = APP.replace("import json", "import json\nfrom snapshot_restore_py import *")
    hook = "    register_after_restore(print)\n"
    app.write_text(text)
    (tmp_path / "ids.py").write_text(IDS)
    memory = LiveMemory()
    checked(tmp_path, {app: text + "\n"}, memory)
    late = text + f"\n\ndef never():\n    pass\n{hook}"
    for tried in (text + "\n\ndef never():\n    pass\n", late, late.replace(hook, "")):
        checked(tmp_path, {app: tried}, memory)


def test_two_files_may_change(tmp_path: Path) -> None:
    app, ids = tmp_path / "app.py", tmp_path / "ids.py"
    app.write_text(APP)
    ids.write_text(IDS)
    memory = LiveMemory()
    checked(tmp_path, {app: APP + "\n", ids: IDS + "\n"}, memory)
    checked(tmp_path, {app: APP + "# a\n", ids: IDS.replace("prefix +", "prefix  +")}, memory)
    assert memory.known_links.reused == 1
    ids.unlink()
    checked(tmp_path, {app: APP + "# b\n"}, memory)
    assert memory.known_links.reused == 1


def test_it_is_asked_about_without_being_linked(tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text(APP)
    (tmp_path / "ids.py").write_text(IDS)
    memory = LiveMemory()
    request = Request(paths=(tmp_path,), root=tmp_path, overlay=((app, (APP + "\n").encode()),))
    analysis.check(request, memory=memory)
    for _ in range(2):
        assert analysis.explain(request, "app.py", 6, memory=memory).keeps
    assert memory.known_links.reused == 2
    changed = replace(request, overlay=((app, (APP + "# a\n").encode()),))
    analysis.check(changed, memory=memory)
    assert memory.known_links.reused == 3


READ = """\
import uuid

RUN = uuid.uuid4().hex


def told(run):
    return {"run": run}


def found(event):
    if event:
        return RUN
    return told(RUN)["run"]


def handler(event, context):
    return found(event)
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    if event:\n", "    if context:\n        return RUN\n    if event:\n"),
        ("    if event:\n        return RUN\n", ""),
        ("    return told(RUN)", "    return told(str() or RUN)"),
        ("    return told(RUN)", "    told(RUN)\n    return told(RUN)"),
        ("    return told(RUN)", "    mine = RUN\n    return told(mine)"),
    ],
)
def test_a_story_tells_where_the_text_reads_now(tmp_path: Path, old: str, new: str) -> None:
    app = tmp_path / "app.py"
    app.write_text(READ)
    memory = LiveMemory()
    checked(tmp_path, {app: READ + "\n"}, memory)
    assert READ.count(old) == 1
    for text in (READ.replace(old, new), READ, READ.replace(old, new) + "\n"):
        assert checked(tmp_path, {app: text}, memory).findings
