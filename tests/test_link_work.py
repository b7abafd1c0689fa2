"""Following a program takes work in proportion to its size: counted, as times are of a machine."""

from __future__ import annotations

import gc
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from markers import CASES

from snapcheck.analysis import check
from snapcheck.analysis.entries import entries_of
from snapcheck.analysis.follow import reading_of
from snapcheck.analysis.linked import program_of
from snapcheck.analysis.memory import Memory
from snapcheck.analysis.progress import Monitor
from snapcheck.analysis.survey import survey
from snapcheck.link.counters import Work
from snapcheck.link.mro import linearized
from snapcheck.link.places import ClassId
from snapcheck.model import Request

HANDLER = "def handler(event, context):\n    return {'id': RUN_ID, 'n': first(event)}\n"


def work_on(folder: Path) -> tuple[Work, int]:
    """The work of all programs below a folder, and how many runs of bodies they have."""
    total, activations = Work(), 0
    found = survey(Request(paths=(folder,), root=folder), Memory(), Monitor())
    for partition in found.partitioning.partitions:
        reading = reading_of(found.task)
        program = program_of(entries_of(partition, found.task, reading), found.task, reading)
        activations += len(program.activations)
        for name in Work.__struct_fields__:
            setattr(total, name, getattr(total, name) + getattr(program.work, name))
    return total, activations


def shared_helpers(size: int) -> dict[str, str]:
    """`size` handlers that call all of ten helpers of one module."""
    helpers = [f"def f{n}(x):\n    return uuid.uuid4() if x else ID\n" for n in range(10)]
    files = {"common.py": "\n".join(["import uuid", "ID = uuid.uuid4().hex", *helpers])}
    for n in range(size):
        calls = ", ".join(f"common.f{k}(event)" for k in range(10))
        files[f"h{n}.py"] = f"import common\n\ndef handler(event, context):\n    return [{calls}]\n"
    return files


def nested_documents(size: int) -> dict[str, str]:
    """A document that goes through `size` functions, each of which puts another one into it."""
    lines = ["import json", "import uuid", "RUN_ID = uuid.uuid4().hex", ""]
    for n in range(size):
        following = f"f{n + 1}(document)" if n + 1 < size else "document"
        lines += [f"def f{n}(document):", f"    document['k{n}'] = {{'v': document.get('x')}}"]
        lines += ["    json.dumps(document)", f"    return {following}", ""]
    lines += ["def first(event):", "    return f0({'x': {'y': [event]}})", "", HANDLER]
    return {"app.py": "\n".join(lines)}


def objects_of_an_invocation(size: int) -> dict[str, str]:
    """`size` classes, each of whose objects builds one of the next and sets its attributes."""
    lines = ["import time", "import uuid", "RUN_ID = uuid.uuid4().hex", ""]
    for n in range(size):
        following = f"C{n + 1}(self)" if n + 1 < size else "None"
        lines += [f"class C{n}:", "    def __init__(self, outer):"]
        lines += ["        self.outer, self.at = outer, time.time()"]
        lines += [f"        self.inner = {following}", "        self.name = RUN_ID", ""]
    lines += ["def first(event):", "    return C0(event).name", "", HANDLER]
    return {"app.py": "\n".join(lines)}


def mutual_calls(size: int) -> dict[str, str]:
    """`size` functions in partitions of three that call each other."""
    lines = ["import random", "import uuid", "RUN_ID = uuid.uuid4().hex", ""]
    for n in range(size):
        partition = n - n % 3
        calls = " + ".join(f"f{partition + k}(x)" for k in range(3) if partition + k < size)
        following = f" + f{n + 1}(x)" if n % 3 == 2 and n + 1 < size else ""
        lines += [f"def f{n}(x):", f"    return random.random() + {calls}{following}", ""]
    return {"app.py": "\n".join([*lines, "first = f0", HANDLER])}


@pytest.mark.parametrize(
    "program", [shared_helpers, nested_documents, objects_of_an_invocation, mutual_calls]
)
def test_twice_the_program_is_twice_the_work(
    program: Callable[[int], dict[str, str]], tmp_path: Path
) -> None:
    counts = []
    for size in (12, 24):
        folder = tmp_path / str(size)
        folder.mkdir()
        for name, text in program(size).items():
            (folder / name).write_text(text, encoding="utf-8")
        work, activations = work_on(folder)
        counts.append((activations, work.runs, work.statements, work.reads, work.writes))
    for small, large in zip(*counts, strict=True):
        # What is there once (the handler, imports) makes it less than twice, rounding a bit more.
        assert 1 < large / small < 2.4, counts


def recursive_writers(size: int) -> dict[str, str]:
    """Two functions that write globals and call themselves and each other at `size` places."""
    lines = ["import uuid", "RUN_ID, LAST, COUNT = uuid.uuid4().hex, None, 0", ""]
    for name, other in (("walk", "visit"), ("visit", "walk")):
        lines += [f"def {name}(node):", "    global LAST, COUNT"]
        lines += ["    LAST = node", "    COUNT += 1"]
        for n in range(size):
            lines += [f"    if node == {n}:", f"        {name}(node)", f"        {other}(node)"]
        lines += ["    return node", ""]
    return {"app.py": "\n".join([*lines, "first = walk", HANDLER])}


def test_recursion_at_many_places_takes_no_more_room_than_the_places(tmp_path: Path) -> None:
    peaks = []
    for size in (6, 18):
        folder = tmp_path / str(size)
        folder.mkdir()
        for name, text in recursive_writers(size).items():
            (folder / name).write_text(text, encoding="utf-8")
        work_on(folder)  # what is read and compiled once
        tracemalloc.start()
        try:
            work_on(folder)
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    # Copied into the caller at each call, what is written would double 36 times.
    assert peaks[1] < 8 * peaks[0], peaks


# Runs of bodies, statements and reads of places, as counted when they were last looked at.
COUNTED = {
    "composition/marketplace": (37, 114, 208),
    "frameworks/chalice_blueprints": (17, 46, 48),
    "defaults/model_defaults": (11, 44, 79),
    "derived/value_shapes": (11, 29, 82),
}


@pytest.mark.parametrize("name", COUNTED)
def test_projects_take_no_more_work_than_they_did(name: str) -> None:
    work, _ = work_on(CASES / name)
    now = (work.runs, work.statements, work.reads)
    assert all(count <= most * 1.1 for count, most in zip(now, COUNTED[name], strict=True)), now


def test_a_body_runs_once_where_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        "import uuid\nRUN_ID = uuid.uuid4().hex\n\ndef first(x):\n    return x\n\n" + HANDLER,
        encoding="utf-8",
    )
    work, _ = work_on(tmp_path)
    # The module, the handler, the function that it calls.
    assert (work.runs, work.again) == (3, 0)


def test_a_body_runs_again_where_what_it_read_grew(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        "RUN_ID, KEPT = 1, {}\n\ndef first(x):\n    found = KEPT.get('x')\n    fill(x)\n"
        "    return found\n\ndef fill(x):\n    KEPT['x'] = [x]\n\n" + HANDLER,
        encoding="utf-8",
    )
    work, _ = work_on(tmp_path)
    assert work.again > 0


def callables_among_arguments(size: int) -> dict[str, str]:
    """A function that wraps what it gets and hands it to two others, which hand it back."""
    lines = ["import uuid", "RUN_ID = uuid.uuid4().hex", ""]
    for n in range(size):
        lines += [f"def f{n}(call):", "    def inner(x):", "        return call(x)"]
        lines += [
            f"    return f{(n + 1) % size}(inner) or f{(n + 7) % size}(lambda x: inner(x))",
            "",
        ]
    lines += ["def first(event):", "    return f0(str)", "", HANDLER]
    return {"app.py": "\n".join(lines)}


def closures_in_loops(size: int) -> dict[str, str]:
    """Functions defined in loops, each of which calls the one before."""
    lines = ["import uuid", "RUN_ID = uuid.uuid4().hex", "", "def first(event):", "    call = str"]
    for n in range(size):
        lines += [f"    for x{n} in event:", f"        def call(y, call=call, x{n}=x{n}):"]
        lines += [f"            return call(y) + x{n}"]
    return {"app.py": "\n".join([*lines, "    return call(event)", "", HANDLER])}


def doubled_stars(size: int) -> dict[str, str]:
    """Functions that pass on twice as many arguments as they get."""
    lines = ["import uuid", "RUN_ID = uuid.uuid4().hex", ""]
    for n in range(size):
        following = f"f{n + 1}(*x, *x)" if n + 1 < size else "x"
        lines += [f"def f{n}(*x):", f"    return {following}", ""]
    lines += ["def first(event):", "    return f0(event, RUN_ID)", "", HANDLER]
    return {"app.py": "\n".join(lines)}


def doubled_texts(size: int) -> dict[str, str]:
    """A text that doubles on each line, and one of which only the beginning is known."""
    lines = ["import uuid", "RUN_ID = uuid.uuid4().hex", "s0, t0 = 'ab', 'ab' + str(RUN_ID)"]
    for n in range(size):
        lines += [f"s{n + 1} = s{n} + s{n}", f"t{n + 1} = s{n + 1} + t{n} + t{n}"]
    return {"app.py": "\n".join([*lines, "first = str", HANDLER])}


@pytest.mark.parametrize(
    "program", [callables_among_arguments, closures_in_loops, doubled_stars, doubled_texts]
)
def test_what_multiplies_is_bounded(
    program: Callable[[int], dict[str, str]], tmp_path: Path
) -> None:
    counts = []
    for size in (20, 40):
        folder = tmp_path / str(size)
        folder.mkdir()
        for name, text in program(size).items():
            (folder / name).write_text(text, encoding="utf-8")
        work, activations = work_on(folder)
        counts.append((activations, work.runs, work.statements, work.reads, work.writes))
    for small, large in zip(*counts, strict=True):
        assert large < 2.6 * small, counts


def test_a_program_that_exceeds_the_budget_is_followed_with_joined_arguments(
    tmp_path: Path,
) -> None:
    """Each of 40 functions is called with 40 other ones: 1,600 kinds of calls, all found."""
    size = 40
    lines = ["import random", ""]
    for n in range(size):
        lines += [f"def draw{n}(x):", f"    return random.random() + {n}", ""]
        lines += [f"def call{n}(what, x):", f"    return what(x) + {n}", ""]
    lines += ["def handler(event, context):"]
    lines += [f"    call{n}(draw{k}, event)" for n in range(size) for k in range(size)]
    (tmp_path / "app.py").write_text("\n".join(lines), encoding="utf-8")
    report = check(Request(paths=(tmp_path,), root=tmp_path))
    assert len(report.findings) == size
    joined, cut = report.notices
    assert "arguments of several calls joined" in joined
    assert "(app.py)" in joined
    assert "too many things a value may be: call" in cut
    again = check(Request(paths=(tmp_path,), root=tmp_path))
    assert again.notices == report.notices
    work, activations = work_on(tmp_path)
    assert activations < 1_600, work


@pytest.mark.parametrize(("other", "runs"), [("import common", 1), ("", 2)])
def test_what_every_entry_point_has_imported_is_not_run_again(
    tmp_path: Path, other: str, runs: int
) -> None:
    (tmp_path / "common.py").write_text("import uuid\n\nID = uuid.uuid4().hex\n", encoding="utf-8")
    body = "def handler(event, context):\n    import common\n    return common.ID\n"
    (tmp_path / "first.py").write_text(f"import common\n\n\n{body}", encoding="utf-8")
    (tmp_path / "second.py").write_text(f"{other}\n\n\n{body}", encoding="utf-8")
    found = survey(Request(paths=(tmp_path,), root=tmp_path), Memory(), Monitor())
    (partition,) = found.partitioning.partitions
    reading = reading_of(found.task)
    program = program_of(entries_of(partition, found.task, reading), found.task, reading)
    assert len([each for each in program.activations if each.path == "common.py"]) == runs
    (finding,) = check(Request(paths=(tmp_path,), root=tmp_path)).findings
    assert (finding.span.path, finding.span.line) == ("common.py", 3)
    # Whoever imports it in the handler only makes an id of its own there.
    assert len(finding.entry_points) == (2 if other else 1)


def test_classes_without_an_order_are_asked_for_their_bases_once_each() -> None:
    """Each class of a layer extends all of the next one, and the last extends the first again."""
    width, height = 4, 30
    layers = [[ClassId("a.py", y * width + x) for x in range(width)] for y in range(height)]
    above = {cls: layers[(y + 1) % height] for y in range(height) for cls in layers[y]}
    asked: list[ClassId] = []

    def parents(cls: ClassId) -> list[ClassId]:
        asked.append(cls)
        return above[cls]

    assert set(linearized(layers[0][0], parents, {})) == set(above)
    assert len(asked) < 3 * width * height


def partials_of_partials(size: int) -> dict[str, str]:
    """`size` functions, each of which hands a partial of what it got on to all of them."""
    lines = ["import functools", "import random", "RUN_ID = random.random()", "WAITING = []", ""]
    for n in range(size):
        lines += [f"def f{n}(function):", "    inner = functools.partial(function, 1)"]
        lines += ["    WAITING.append(inner)", "    for each in WAITING:", "        each()", ""]
    calls = "".join([f"    f{n}(WAITING[0])\n" for n in range(size)])
    return {"app.py": "\n".join([*lines, "def first(x):", calls, HANDLER])}


def test_partials_of_partials_take_work_in_proportion(tmp_path: Path) -> None:
    statements = []
    for size in (8, 16):
        folder = tmp_path / str(size)
        folder.mkdir()
        for name, text in partials_of_partials(size).items():
            (folder / name).write_text(text, encoding="utf-8")
        work, _ = work_on(folder)
        statements.append(work.reads)
    assert statements[1] < 5 * statements[0], statements


def test_what_was_followed_is_no_cyclic_garbage() -> None:
    """No collector runs during a check: what refers to itself would stay, for each program."""
    folder = CASES / "composition"
    check(Request(paths=(folder,), root=folder))  # what is made once and kept
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        check(Request(paths=(folder,), root=folder))
        gc.collect()
        found = Counter(type(each).__qualname__ for each in gc.garbage if _is_of_link(each))
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert found == {}


def _is_of_link(found: object) -> bool:
    return type(found).__module__.startswith(("snapcheck.link", "snapcheck.analysis"))


CIRCLE = {
    "pkg/__init__.py": (
        "class Wrong(Exception):\n    pass\n\n\n"
        "def checked(x):\n    if not x:\n        raise Wrong(x)\n    return x\n\n\n"
        "from pkg import one, two\n\nLIMIT = checked(one.SIZE)\n"
    ),
    "pkg/one.py": (
        "import os\n\nfrom pkg import checked\n\nSIZE = checked(os.environ.get('SIZE'))\n"
    ),
    "pkg/two.py": "import uuid\n\nfrom pkg import Wrong, checked\n\nRUN_ID = uuid.uuid4().hex\n",
    "app.py": (
        "from pkg import two\n\n\ndef handler(event, context):\n    return {'id': two.RUN_ID}\n"
    ),
}


def test_modules_that_import_each_other_are_followed_once(tmp_path: Path) -> None:
    for name, text in CIRCLE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    work, _ = work_on(tmp_path)
    assert work.again == 0
    report = check(Request(paths=(tmp_path,), root=tmp_path))
    assert [finding.rule for finding in report.findings] == ["SNAP201"]


def test_what_was_there_already_is_no_news(tmp_path: Path) -> None:
    # Each handler reads what the next one puts there once more.
    files = {"common.py": "import uuid\n\nSTATE = {}\nRUN_ID = uuid.uuid4().hex\n"}
    for n in range(20):
        files[f"h{n}.py"] = (
            "import common\n\n\ndef handler(event, context):\n    old = common.STATE.get('id')\n"
            "    common.STATE['id'] = common.RUN_ID\n    return old\n"
        )
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    work, _ = work_on(tmp_path)
    assert work.again == 0
