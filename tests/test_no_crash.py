"""Nothing that Python people write makes snapcheck crash, waver or point outside a file.

The programs are the files of the installed environment (some of them, always the same ones; all
with SNAPCHECK_CRASH_ALL=1) and generated ones. What they do is of no interest here.
"""

from __future__ import annotations

import ast
import hashlib
import os
import re
import signal
import sysconfig
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from snapcheck import analysis, knowledge
from snapcheck.facts import ModuleFacts
from snapcheck.model import Confidence, Report, Request, Span
from snapcheck.read.python import read_module
from snapcheck.read.source import Unreadable

EVERYTHING = os.environ.get("SNAPCHECK_CRASH_ALL") == "1"
ONE_IN = 1 if EVERYTHING else 16
READ_SHARES = 8
GROUP_SIZE = 12
GROUP_SHARES = 8
SECONDS = 90
"""For one check: far more than any of the programs takes, so that a search without bound fails."""


def installed_files() -> Iterator[tuple[Path, Path]]:
    """Folder and file for each Python file of the standard library and of site-packages."""
    places = sysconfig.get_paths()
    for folder in sorted({Path(places[key]) for key in ("stdlib", "purelib", "platlib")}):
        for file in sorted(folder.rglob("*.py")):
            if not {"site-packages", "dist-packages"} & set(file.relative_to(folder).parts):
                yield folder, file


def share_of(name: str, shares: int) -> int:
    """A number below `shares` that depends on the name alone."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % shares


# Reading raises the recursion limit. Hypothesis minds, unless that has happened before.
read_module(b"", "first.py")

SAMPLE = tuple(
    (folder, file)
    for folder, file in installed_files()
    if share_of(file.relative_to(folder).as_posix(), ONE_IN) == 0
)


def groups() -> dict[str, list[tuple[str, Path]]]:
    """Small sets of sampled files from one folder, so that their imports of each other resolve."""
    by_folder: dict[Path, list[tuple[str, Path]]] = defaultdict(list)
    for folder, file in SAMPLE:
        by_folder[file.parent].append((file.relative_to(folder).as_posix(), file))
    return {
        files[start][0]: files[start : start + GROUP_SIZE]
        for files in by_folder.values()
        for start in range(0, len(files), GROUP_SIZE)
    }


GROUPS = groups()


def test_the_sample_is_there() -> None:
    assert len(SAMPLE) > 100


@pytest.mark.parametrize("share", range(READ_SHARES))
def test_reading_installed_files(share: int) -> None:
    for folder, file in SAMPLE:
        path = file.relative_to(folder).as_posix()
        if share_of(f"read {path}", READ_SHARES) == share:
            source = file.read_bytes()
            assert read(source, path) == read(source, path), path


def read(source: bytes, path: str) -> ModuleFacts | tuple[str, int, str]:
    """The facts of the file, or why it can't be read; anything else is a crash."""
    try:
        return read_module(source, path)
    except Unreadable as unreadable:
        return unreadable.reason, unreadable.line, unreadable.mend


@pytest.mark.parametrize("share", range(GROUP_SHARES))
def test_checking_installed_files(share: int, tmp_path: Path) -> None:
    for number, (name, files) in enumerate(GROUPS.items()):
        if share_of(f"check {name}", GROUP_SHARES) == share:
            root = tmp_path / str(number)
            check_twice(root, {path: file.read_bytes() for path, file in files})


def check_twice(root: Path, sources: Mapping[str, bytes]) -> Report:
    """What the check of these files says, as functions that Lambda calls."""
    for path, source in sources.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(source)
    request = Request(
        paths=(root,),
        root=root,
        entry_points=tuple(entry_points(sources)),
        min_confidence=Confidence.LOW,
        include_vendored=True,
    )
    with time_limit(f"checking {', '.join(sources)}"):
        first = analysis.check(request)
        assert analysis.check(request) == first
    for span in spans(first):
        assert lies_inside(span, sources[span.path]), span
    return first


@contextmanager
def time_limit(doing: str) -> Iterator[None]:
    """Fails what takes too long, where the system can interrupt it (not on Windows)."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def interrupt(*_: object) -> None:
        raise TimeoutError(f"{doing} took more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def entry_points(sources: Mapping[str, bytes]) -> Iterator[str]:
    """The first functions of each file that Python can parse."""
    for path, source in sources.items():
        try:
            with warnings.catch_warnings(action="ignore"):
                body = ast.parse(source).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        functions = [node.name for node in body if isinstance(node, ast.FunctionDef)]
        yield from (f"{path}:{name}" for name in functions[:3])


def spans(report: Report) -> Iterable[Span]:
    """Every place in a source that the report points to."""
    for finding in report.findings:
        yield finding.span
        yield from (step.span for step in finding.trace if step.span)


def lies_inside(span: Span, source: bytes) -> bool:
    """Whether both ends of the span are places of the file, in this order."""
    text = source.decode("utf-8", errors="replace").removeprefix("\ufeff")
    lines = re.split(r"\r\n|\r|\n", text)
    start, end = (span.line, span.column), (span.end_line, span.end_column)
    return start < end and all(
        1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1
        for line, column in (start, end)
    )


# Generated programs: statements that matter to snapcheck, nested and ordered in ways nobody plans.

NAMES = st.sampled_from(["run", "state", "app", "App", "make", "handler", "rng", "uuid", "self"])
VALUES = st.sampled_from(
    [
        "uuid.uuid4()",
        "uuid4().hex",
        "time.time()",
        "random.random()",
        "random.Random()",
        "secrets.token_hex(8)",
        "os.environ['STAGE']",
        "socket.gethostname()",
        "np.random.default_rng()",
        "None",
        "{}",
        "[]",
        "1",
        "...",
    ]
)


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions made of other expressions."""
    return st.one_of(
        st.builds("{}({})".format, NAMES, inner),
        st.builds("{}.{}".format, NAMES, NAMES),
        st.builds("{}.{}({})".format, NAMES, NAMES, inner),
        st.builds("{}[{}]".format, NAMES, inner),
        st.builds("({} if {} else {})".format, inner, NAMES, inner),
        st.builds("({} := {})".format, NAMES, inner),
        st.builds("[{} for {} in ({},)]".format, inner, NAMES, inner),
        st.builds("(lambda *{}, **kw: {})".format, NAMES, inner),
        st.builds("{{{!r}: {}, **{{}}}}".format, NAMES, inner),
        st.builds("({}, *[{}])".format, inner, inner),
        st.builds("f'{{{}}}-{{{}!r:>{{1}}}}'".format, NAMES, NAMES),
        st.builds("functools.partial({}, {})".format, NAMES, inner),
        st.builds("(yield {})".format, inner),
    )


EXPRESSIONS = st.recursive(VALUES | NAMES, larger, max_leaves=6)
SIMPLE = st.one_of(
    st.builds("{} = {}".format, NAMES, EXPRESSIONS),
    st.builds("{}.{} = {}".format, NAMES, NAMES, EXPRESSIONS),
    st.builds("{}[{!r}] = {}".format, NAMES, NAMES, EXPRESSIONS),
    st.builds("{}, *{} = {}".format, NAMES, NAMES, EXPRESSIONS),
    st.builds("{} += {}".format, NAMES, EXPRESSIONS),
    st.builds("{}: str = {}".format, NAMES, EXPRESSIONS),
    st.builds("global {}".format, NAMES),
    st.builds("del {}".format, NAMES),
    st.builds("return {}".format, EXPRESSIONS),
    st.builds("raise {}".format, EXPRESSIONS),
    st.builds("from .{} import *".format, NAMES),
    st.builds("import {0}.{1} as {0}".format, NAMES, NAMES),
    st.builds("register_after_restore({})".format, EXPRESSIONS),
    EXPRESSIONS,
)
HEADERS = st.one_of(
    st.builds("def {}({}={}, *args, **kwargs):".format, NAMES, NAMES, EXPRESSIONS),
    st.builds("async def {}({}):".format, NAMES, NAMES),
    st.builds("class {}({}):".format, NAMES, NAMES),
    st.builds("@{}\ndef {}(event, context):".format, EXPRESSIONS, NAMES),
    st.builds("if {}:".format, EXPRESSIONS),
    st.builds("while {}:".format, EXPRESSIONS),
    st.builds("for {} in {}:".format, NAMES, EXPRESSIONS),
    st.builds("with {} as {}:".format, EXPRESSIONS, NAMES),
    st.just("try:\n    pass\nfinally:"),
    st.builds("match {}:\n  case {}:".format, EXPRESSIONS, st.just("{'a': [run, *_]} | {}")),
)


def compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A header over an indented block."""
    blocks = st.lists(inner, min_size=1, max_size=3).map("\n".join)
    return st.builds(lambda header, block: f"{header}\n{indented(block)}", HEADERS, blocks)


def indented(block: str) -> str:
    return "\n".join(f"    {line}" for line in block.splitlines())


STATEMENTS = st.recursive(SIMPLE, compound, max_leaves=8)


@st.composite
def programs(draw: st.DrawFn) -> str:
    """A few statements (a function, because the strategy's own repr is a book)."""
    return "\n".join(draw(st.lists(STATEMENTS, min_size=1, max_size=8)))


IMPORTS = """\
import functools, os, random, secrets, socket, time, uuid
import numpy as np
from uuid import uuid4
from snapshot_restore_py import register_after_restore
"""
HANDLER = """
def handler(event, context):
    state.run = run
    return make(app), rng.random(), App(run).make(state), [*map(make, state)]
"""


@settings(
    max_examples=2_000 if EVERYTHING else 150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(program=programs())
def test_generated_programs(program: str, tmp_path: Path) -> None:
    source = f"{IMPORTS}{program}\n{HANDLER}"
    report = check_twice(tmp_path, {"handler.py": source.encode()})
    if is_python(source):
        assert "syntax error" not in {problem.message for problem in report.problems}


ODD_CALLS = (
    *("{}()", "{}()()", "{}(*rest)", "{}(**event)", "{}(*rest)()", "{}(*rest)(event)"),
    *("{}(1)", "{}('a')", "{}('a')()", "{}(a=event)", "{}(event, *rest, **event)", "{}(handler)"),
    *("{}(Odd)", "{}(Odd())()", "{}(None, None, None, None)", "{}(lambda: Odd)(event)"),
)


@pytest.mark.parametrize("call", ODD_CALLS)
def test_what_is_known_is_called_in_odd_ways(call: str, tmp_path: Path) -> None:
    flows = knowledge.load().flows.rows
    listed = (Path(__file__).parent / "api_names.txt").read_text("utf-8").split()
    names = {name for name in (*listed, *[use.name for use in flows]) if PLAIN.fullmatch(name)}
    names |= {f"operator.{name}" for name in ("attrgetter", "itemgetter", "methodcaller")}
    own = ("getattr", "setattr", "vars", "type", "super", "globals", "print", "__import__")
    names = sorted({*names, *own})
    assert len(names) > 800
    lines = [f"    {call.format(name)}" for name in names]
    modules = sorted({name.rpartition(".")[0] for name in names if "." in name})
    program = "\n".join(
        [
            *[f"import {module}" for module in modules],
            "class Odd:\n    a: int = 1",
            *["def handler(event, context, *rest):", *lines],
            *["def first(event, *rest):", *lines, "first({})"],
        ]
    )
    (tmp_path / "app.py").write_text(program)
    request = Request((tmp_path,), tmp_path, min_confidence=Confidence.LOW)
    problems = analysis.check(request).problems
    assert not [each for each in problems if "internal" in each.message], problems


PLAIN = re.compile(r"[a-zA-Z_][\w.]*")


def is_python(source: str) -> bool:
    """Whether Python itself accepts the program."""
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(source, "handler.py", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True
