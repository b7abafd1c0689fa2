"""Whatever it is given, snapcheck ends in one clear line for it and analyses the rest."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from snapcheck import analysis
from snapcheck.model import Report, Request
from snapcheck.read.expressions import LOWERED
from snapcheck.read.module import STATEMENTS, TypeAlias
from snapcheck.read.source import SIZE_LIMIT

HANDLER = """\
import uuid
RUN = uuid.uuid4()
def handler(event, context):
    return str(RUN)
"""
DEEPEST = 10_000
DEEP = 1_000

FATAL = {
    "brackets": lambda n: "x = " + "[" * n + "]" * n + "\n",
    "open brackets": lambda n: "x = " + "(" * n + "\n",
    "calls": lambda n: "x = " + "f(" * n + ")" * n + "\n",
    "attributes": lambda n: "x = a" + ".b" * n + "\n",
    "additions": lambda n: "x = 1" + "+1" * n + "\n",
    "additions of strings": lambda n: "x = 'a'" + "+'a'" * n + "\n",
    "subscripts": lambda n: "x = a" + "[0]" * n + "\n",
    "negations": lambda n: "x = " + "not " * n + "1\n",
    "lambdas": lambda n: "x = " + "lambda: " * n + "1\n",
    "conditions": lambda n: "x = " + "1 if 1 else " * n + "1\n",
    "elifs": lambda n: "if 1:\n  pass\n" + "elif 1:\n  pass\n" * n,
    "strings": lambda n: "x = " + "'a' " * n + "\n",
}


def check(folder: Path, **options: object) -> Report:
    return analysis.check(Request(paths=(folder,), root=folder, **options))  # type: ignore[arg-type]


def findings(report: Report) -> list[tuple[str, int, str]]:
    return [(f.span.path, f.span.line, f.rule) for f in report.findings]


def problems(report: Report) -> list[tuple[str, int]]:
    return [(problem.path, problem.line) for problem in report.problems]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b"NAME = '\xe9'\n", 1),
        (b"x = 1\n\0\0\n", 2),
        (b"x = 1\ndef f(:\n", 2),
        (b"print 'hello'\n", 1),
        (b"# coding: nosuch\nx = 1\n", 1),
        (b"\n# -*- coding: rot13 -*-\nx = 1\n", 2),
        (b"\xef\xbb\xbfx = '\xff'\n", 1),
    ],
)
def test_what_is_no_python_is_said_and_the_rest_analysed(
    tmp_path: Path, source: bytes, line: int
) -> None:
    (tmp_path / "broken.py").write_bytes(source)
    (tmp_path / "good.py").write_text("import broken\n" + HANDLER)
    report = check(tmp_path)
    assert problems(report) == [("broken.py", line)]
    assert findings(report) == [("good.py", 3, "SNAP201")]


@pytest.mark.parametrize(
    ("source", "is_problem"),
    [
        ("print 'hello'\n", False),
        ("class Handler:\n    def emit(self, event):\n        print 1\n", False),
        ("print 'hello'\ndef handler(event, context):\n    return 1\n", True),
        ("print 'hello'\nlambda_handler = make()\n", True),
        ("print 'hello'\ndef run(_event, _context):\n    return 1\n", True),
    ],
)
def test_a_file_that_no_entry_point_reaches_is_a_notice(
    source: str, is_problem: bool, tmp_path: Path
) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "old.py").write_text(source)
    (tmp_path / "good.py").write_text(HANDLER)
    report = check(tmp_path)
    assert problems(report) == ([("tools/old.py", 1)] if is_problem else [])
    told = "1 file that no entry point reaches can't be read: tools/old.py:"
    assert any(each.startswith(told) for each in report.notices) != is_problem
    # Who asks about the file is answered.
    named = (tmp_path / "good.py", tmp_path / "tools" / "old.py")
    report = analysis.check(Request(paths=named, root=tmp_path))
    assert [path for path, _ in problems(report)] == ["tools/old.py"]


def test_a_template_that_declares_no_function_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(HANDLER)
    (tmp_path / "template.yaml").write_text("Resources:\n  B: {Type: AWS::S3::Bucket\n")
    assert problems(check(tmp_path)) == []


def test_tabs_after_spaces_are_fine_where_python_takes_them(tmp_path: Path) -> None:
    """LibCST, which proposes the fix, takes them for a mistake; the finding stays."""
    text = HANDLER.replace("    return", "    if event:\n\t\t        return")
    (tmp_path / "app.py").write_text(text)
    report = check(tmp_path)
    assert problems(report) == []
    assert findings(report) == [("app.py", 2, "SNAP201")]


@pytest.mark.parametrize("source", ["if 1:\n    return\n", "class C:\n    return 1\n"])
def test_a_return_outside_of_functions_is_no_python(tmp_path: Path, source: str) -> None:
    """The parser takes it, and the compiler does not."""
    (tmp_path / "broken.py").write_text(source)
    (tmp_path / "good.py").write_text(f"import broken\n{HANDLER}")
    report = check(tmp_path)
    assert problems(report) == [("broken.py", 2)]
    assert "'return' outside function" in report.problems[0].message
    assert findings(report) == [("good.py", 3, "SNAP201")]


def test_a_file_that_is_too_large_for_a_tree_is_told(tmp_path: Path) -> None:
    (tmp_path / "large.py").write_text("x = [1, 2, 3]\n" * (SIZE_LIMIT // 14 + 1))
    (tmp_path / "good.py").write_text(f"import large\n{HANDLER}")
    report = check(tmp_path)
    assert problems(report) == [("large.py", 0)]
    assert "5,000,000 are read" in report.problems[0].message
    assert findings(report) == [("good.py", 3, "SNAP201")]


def test_a_broken_module_that_a_handler_imports_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "ids.py").write_text("def new_id(:\n")
    (tmp_path / "handler.py").write_text("import ids\n" + HANDLER)
    report = check(tmp_path)
    assert problems(report) == [("ids.py", 1)]
    assert findings(report) == [("handler.py", 3, "SNAP201")]


@pytest.mark.parametrize(
    "source",
    [
        b"\xef\xbb\xbf" + HANDLER.encode(),
        HANDLER.replace("\n", "\r\n").encode(),
        HANDLER.rstrip().encode(),
        HANDLER.replace("    ", "\t").encode(),
    ],
    ids=["byte order mark", "CRLF", "no newline at the end", "tabs"],
)
def test_the_ways_of_writing_the_same_file_are_fine(tmp_path: Path, source: bytes) -> None:
    (tmp_path / "app.py").write_bytes(source)
    report = check(tmp_path)
    assert not report.problems
    (finding,) = report.findings
    assert (finding.span.line, finding.span.column, finding.span.end_column) == (2, 7, 19)


def test_a_coding_cookie_is_honoured(tmp_path: Path) -> None:
    source = "# -*- coding: latin-1 -*-\nNAME = 'é'; " + HANDLER.partition("\n")[0] + "\n"
    source += HANDLER.partition("\n")[2]
    (tmp_path / "app.py").write_bytes(source.encode("latin-1"))
    report = check(tmp_path)
    assert not report.problems
    assert findings(report) == [("app.py", 3, "SNAP201")]


def test_an_empty_file_is_fine(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_bytes(b"")
    (tmp_path / "app.py").write_text(HANDLER)
    assert not check(tmp_path).problems


def test_syntax_newer_than_the_host_is_read(tmp_path: Path) -> None:
    newest = """\
import uuid
type Name = str
RUN = f"{f"{uuid.uuid4()}"}"
def first[T](items: list[T]) -> T:
    try:
        return items[0]
    except IndexError, KeyError:
        raise
def handler(event, context):
    return first([RUN]), t"{event}"
"""
    (tmp_path / "app.py").write_text(newest)
    report = check(tmp_path)
    assert not report.problems
    assert findings(report) == [("app.py", 3, "SNAP201")]


@pytest.mark.parametrize("kind", FATAL)
def test_what_would_kill_the_parser_is_refused(tmp_path: Path, kind: str) -> None:
    (tmp_path / "deep.py").write_text(HANDLER + FATAL[kind](DEEPEST))
    (tmp_path / "good.py").write_text(HANDLER)
    report = check(tmp_path)
    assert [problem.path for problem in report.problems] == ["deep.py"]
    assert findings(report) == [("good.py", 2, "SNAP201")]


# Python itself reads no more than 200 brackets inside each other.
BRACKETS = {"brackets": 190, "calls": 190}


@pytest.mark.parametrize("kind", BRACKETS)
def test_more_brackets_than_python_reads_are_one_problem(tmp_path: Path, kind: str) -> None:
    (tmp_path / "deep.py").write_text(HANDLER + FATAL[kind](DEEP))
    (problem,) = check(tmp_path).problems
    assert problem.path == "deep.py"
    assert problem.message == "syntax error: too many nested parentheses"


@pytest.mark.parametrize("kind", [kind for kind in FATAL if kind != "open brackets"])
def test_a_thousand_levels_are_analysed(tmp_path: Path, kind: str) -> None:
    (tmp_path / "deep.py").write_text(HANDLER + FATAL[kind](BRACKETS.get(kind, DEEP)))
    report = check(tmp_path)
    assert not report.problems
    assert findings(report) == [("deep.py", 2, "SNAP201")]


def test_a_symlink_loop_ends(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(HANDLER)
    os.symlink(".", tmp_path / "loop")
    report = check(tmp_path)
    assert findings(report) == [("app.py", 2, "SNAP201")]


def test_a_folder_without_python_is_a_notice(tmp_path: Path) -> None:
    report = check(tmp_path)
    assert problems(report) == []
    assert report.notices == (
        "no Python files in . (name a folder that holds Python files which git does not ignore)",
    )


def test_a_missing_path_is_a_problem_and_the_rest_is_analysed(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(HANDLER)
    paths = (tmp_path / "app.py", tmp_path / "nowhere")
    report = analysis.check(Request(paths=paths, root=tmp_path))
    assert [(p.path, p.message) for p in report.problems] == [("nowhere", "no such file or folder")]
    assert findings(report) == [("app.py", 2, "SNAP201")]


def test_no_entry_point_at_all_is_a_problem_that_names_the_option(tmp_path: Path) -> None:
    (tmp_path / "batch.py").write_text("import uuid\nRUN = uuid.uuid4()\n")
    (problem,) = check(tmp_path).problems
    assert problem.message == "no entry point found"
    assert "--entry-point" in problem.mend


def test_a_broken_template_is_a_problem_and_conventions_still_hold(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(HANDLER)
    function = "Type: AWS::Serverless::Function\n    Properties: {Runtime: python3.12\n"
    (tmp_path / "template.yaml").write_text(f"Resources:\n  F:\n    {function}")
    report = check(tmp_path)
    assert [problem.path for problem in report.problems] == ["template.yaml"]
    assert findings(report) == [("app.py", 2, "SNAP201")]


def test_an_entry_point_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(HANDLER)
    report = check(tmp_path, entry_points=("app.py:process",))
    assert [(p.path, p.message) for p in report.problems] == [
        ("app.py", "has no function process (named by --entry-point, or in the configuration)")
    ]


@pytest.mark.parametrize("text", ["app.py", "app.py:", ":handler", "app.py:no such", "gone.py:f"])
def test_an_entry_point_that_makes_no_sense_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "app.py").write_text(HANDLER)
    with pytest.raises(analysis.UsageError):
        check(tmp_path, entry_points=(text,))


def test_cyclic_imports_and_recursion_end(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "import b\nimport uuid\nRUN = uuid.uuid4()\n" + "def f(n):\n    return b.g(n)\n"
    )
    (tmp_path / "b.py").write_text("import a\ndef g(n):\n    return a.f(n - 1) if n else a.RUN\n")
    (tmp_path / "app.py").write_text(
        "import a\ndef handler(event, context):\n    return str(a.f(3))\n"
    )
    assert findings(check(tmp_path)) == [("a.py", 3, "SNAP201")]


def test_containers_that_hold_each_other_end(tmp_path: Path) -> None:
    names = [f"n{i}" for i in range(60)]
    source = "import uuid\n" + "".join(f"{n} = {{'id': uuid.uuid4()}}\n" for n in names)
    source += "".join(f"{n}[{m!r}] = {m}\n" for n in names for m in names)
    source += "def handler(event, context):\n    return str(n0)\n"
    (tmp_path / "app.py").write_text(source)
    assert ("app.py", 2, "SNAP201") in findings(check(tmp_path))


def test_a_very_long_call_chain_is_followed_to_its_end(tmp_path: Path) -> None:
    count = 3_000
    source = "import uuid\ndef f0():\n    return uuid.uuid4()\n"
    source += "".join(f"def f{i}():\n    return f{i - 1}()\n" for i in range(1, count))
    source += f"RUN = f{count - 1}()\ndef handler(event, context):\n    return str(RUN)\n"
    (tmp_path / "app.py").write_text(source)
    assert [rule for _, _, rule in findings(check(tmp_path))] == ["SNAP201"]


def test_a_variadic_annotation_is_read(tmp_path: Path) -> None:
    source = "def first(*items: *Ts) -> tuple[*Ts]: ...\n" + HANDLER
    (tmp_path / "app.py").write_text(source)
    report = check(tmp_path)
    assert not report.problems
    assert findings(report) == [("app.py", 3, "SNAP201")]


def test_every_kind_of_expression_and_statement_is_known() -> None:
    """A Python that learns new syntax fails here, not at a user's."""
    not_alone = {ast.FormattedValue, getattr(ast, "Interpolation", None)}
    assert concrete_below(ast.expr) - not_alone == LOWERED.keys()
    assert concrete_below(ast.stmt) == STATEMENTS.keys()


def concrete_below(base: type[ast.AST]) -> set[type[ast.AST]]:
    return {
        each
        for each in (*vars(ast).values(), TypeAlias)
        if isinstance(each, type)
        and issubclass(each, base)
        and each is not base
        # Names of kinds that are one today.
        and (each is ast.Constant or not issubclass(each, ast.Constant))
    }


def test_syntax_newer_than_any_python_is_read(tmp_path: Path) -> None:
    source = "lazy import json as j\nlazy from os import path\nx = {**d for d in [{}]}\n"
    (tmp_path / "app.py").write_text(source + HANDLER)
    report = check(tmp_path)
    assert not report.problems
    assert findings(report) == [("app.py", 5, "SNAP201")]


@pytest.mark.parametrize(
    "name",
    [
        "uuid.py",
        "typing.py",
        "__future__.py",
        "click.py",
        "msgspec/__init__.py",
        "ast.py",
        "json.py",
    ],
)
def test_nothing_that_is_analysed_is_imported(tmp_path: Path, name: str) -> None:
    """`python -m` would look for modules in the working folder first."""
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("raise SystemExit('executed')\n")
    finished = subprocess.run(
        [sys.executable, "-m", "snapcheck", "check", "--no-cache", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "executed" not in finished.stderr
    assert "any of 1 file." in finished.stdout
    assert finished.returncode == 2
