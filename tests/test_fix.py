"""Fixes: each file of `tests/fixes` becomes its `.fixed.py`, and is then silent and stays as it is.

`safe` files are mended by `--fix`, `unsafe` ones only by `--unsafe-fixes`, `none` by neither.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from markers import FIXED, FIXES, Case, about, all_cases, is_fixed
from msgspec.structs import replace
from test_config import snapcheck
from tools import require_tool, tool_from

from snapcheck import analysis
from snapcheck.analysis.edits import with_edits
from snapcheck.analysis.fixes import Repaired, RepairError, repair, write
from snapcheck.fix.plan import Replacement, apply
from snapcheck.fix.source import Source
from snapcheck.model import Finding, Request
from snapcheck.read.source import decode, encode_like

pytestmark = pytest.mark.slow


def files(*kinds: str) -> list[Path]:
    return [
        path for kind in kinds for path in sorted((FIXES / kind).glob("*.py")) if not is_fixed(path)
    ]


def named(path: Path) -> str:
    """Return an id with the rules that the file is about, so that `-k SNAP403` selects it."""
    return f"{path.parent.name}/{path.stem}[{'-'.join(sorted(about(path)))}]"


def mended(folder: Path, source: bytes, *, unsafe: bool) -> tuple[Repaired, bytes]:
    """The program of one file, mended, and what the file would hold."""
    app = folder / "app.py"
    app.write_bytes(source)
    repaired = repair(Request(paths=(folder,), root=folder), unsafe=unsafe)
    return repaired, repaired.changes[app][1] if repaired.changes else source


@pytest.mark.parametrize("path", files("safe", "unsafe"), ids=named)
def test_a_file_becomes_what_it_should(path: Path, tmp_path: Path) -> None:
    unsafe = path.parent.name == "unsafe"
    expected = path.with_suffix(FIXED).read_bytes()
    repaired, after = mended(tmp_path, path.read_bytes(), unsafe=unsafe)
    assert after == expected
    assert rules(repaired.before.findings).keys() == about(path) != frozenset()
    assert repaired.mended == len(repaired.before.findings)
    assert not repaired.after.problems
    # What is written is silent, and there is nothing more to do.
    again, same = mended(tmp_path, after, unsafe=True)
    assert again.before.findings == repaired.after.findings == ()
    assert again.before.problems == ()
    assert same == after


@pytest.mark.parametrize("path", files("unsafe", "none"), ids=named)
def test_what_is_not_safe_is_left_alone(path: Path, tmp_path: Path) -> None:
    repaired, after = mended(tmp_path, path.read_bytes(), unsafe=path.parent.name == "none")
    assert after == path.read_bytes()
    assert repaired.mended == 0
    assert rules(repaired.before.findings).keys() == about(path) != frozenset()
    offered = [each for each in repaired.before.findings if each.fix is not None]
    assert bool(offered) is (path.parent.name == "unsafe")


@pytest.mark.parametrize("path", files("safe", "unsafe"), ids=named)
def test_the_fix_of_each_finding_stands_alone(path: Path, tmp_path: Path) -> None:
    """Its edits do not overlap, give a file that can be read, and touch nothing else."""
    source = path.read_bytes()
    (tmp_path / "app.py").write_bytes(source)
    text = Source(decode(source))
    request = Request(paths=(tmp_path,), root=tmp_path)
    before = with_edits(analysis.check(request), request).findings
    for finding in before:
        assert finding.fix is not None
        assert finding.fix.safe is (path.parent.name == "safe") or finding.rule == "SNAP103"
        assert finding.fix.description.endswith(".")
        replacements = as_replacements(finding, text)
        assert replacements == sorted(replacements, key=lambda each: (each.start, each.end))
        ends = [each.end for each in replacements]
        assert all(end <= each.start for end, each in zip(ends, replacements[1:], strict=False))
        after = apply(text.text, replacements)
        ast.parse(after)
        (tmp_path / "app.py").write_bytes(encode_like(after, source))
        left = analysis.check(Request(paths=(tmp_path,), root=tmp_path))
        assert rules(left.findings)[finding.rule] < rules(before)[finding.rule]
        assert len(left.findings) < len(before)
        (tmp_path / "app.py").write_bytes(source)


def rules(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.rule for finding in findings)


def as_replacements(finding: Finding, text: Source) -> list[Replacement]:
    assert finding.fix is not None
    return [
        Replacement(
            text.offset(edit.span.line, edit.span.column),
            text.offset(edit.span.end_line, edit.span.end_column),
            edit.text,
        )
        for edit in finding.fix.edits
    ]


ODD = ("byte_order_mark", "carriage_returns_and_tabs", "latin_1", "no_end_of_line")


@pytest.mark.parametrize("path", files("safe", "unsafe"), ids=named)
def test_a_formatted_file_stays_formatted(path: Path, tmp_path: Path) -> None:
    ruff = tool_from("ruff")

    def is_formatted(file: Path) -> bool:
        command = [ruff, "format", "--check", "--isolated", "--no-cache", "--line-length=100"]
        return (
            subprocess.run([*command, str(file)], capture_output=True, check=False).returncode == 0
        )

    if is_formatted(path):
        assert is_formatted(path.with_suffix(FIXED))
    else:
        assert path.stem in ODD


RUN = """
import runpy, sys
module = runpy.run_path(sys.argv[1])
print(module["handler"]({}, None))
"""


def can_run(path: Path) -> bool:
    """Whether the file needed no library that is not here, before it was mended."""
    words = (
        *("numpy", "attr", "pydantic", "snapshot_restore_py", "boto3", "socket import"),
        *("sqlalchemy", "flask_sqlalchemy", "psycopg_pool", "redis", "ldap3", "neo4j", "requests"),
        "log_stream_name",
    )
    text = decode(path.read_bytes())
    return not re.search(rf"(?:import |from |context\.)(?:{'|'.join(words)})", text)


@pytest.mark.parametrize("path", [*filter(can_run, files("safe", "unsafe"))], ids=named)
def test_a_mended_file_runs_where_the_hooks_library_is_not(path: Path) -> None:
    text = decode(path.with_suffix(FIXED).read_bytes())
    assert "except ImportError" in text or "snapshot_restore_py" not in text
    command = [sys.executable, "-c", RUN, str(path.with_suffix(FIXED))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# Several files


IDS = "import uuid\n\nRUN = uuid.uuid4().hex\n\n\ndef read():\n    return RUN\n"
DRAWS = "import random\n\n\ndef draw():\n    return random.random()\n"
HANDLER = (
    "import draws\nimport draws2\nimport ids\n\n\n"
    "def handler(event, context):\n    return ids.read(), draws.draw(), draws2.draw()\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "ids.py").write_text(IDS)
    (tmp_path / "draws.py").write_text(DRAWS)
    (tmp_path / "draws2.py").write_text(DRAWS)
    (tmp_path / "app.py").write_text(HANDLER)
    return tmp_path


def test_one_reseed_is_enough_for_a_program(project: Path) -> None:
    repaired = repair(Request(paths=(project,), root=project), unsafe=False)
    assert [path.name for path in repaired.changes] == ["draws.py", "ids.py"]
    assert repaired.after.findings == ()


def test_what_other_modules_copied_is_not_mended(project: Path) -> None:
    (project / "app.py").write_text(
        "from ids import RUN\n\n\ndef handler(event, context):\n    return RUN\n"
    )
    repaired = repair(Request(paths=(project,), root=project), unsafe=True)
    assert repaired.changes == {}
    assert [finding.rule for finding in repaired.after.findings] == ["SNAP201"]


HOOK_OF_A_LOCAL = """\
import uuid
from snapshot_restore_py import register_after_restore

RUN = uuid.uuid4().hex


@register_after_restore
def renew():
    RUN = uuid.uuid4().hex


def read():
    return RUN
"""


@pytest.mark.parametrize(
    ("handler", "is_safe"),
    [
        ("import ids\ndef handler(event, context):\n    return ids.read()\n", True),
        ("import ids\ndef handler(event, context):\n    return ids.RUN\n", True),
        ("from ids import RUN\ndef handler(event, context):\n    return RUN\n", False),
    ],
)
def test_a_global_is_safe_where_every_reader_sees_it(
    handler: str, is_safe: bool, tmp_path: Path
) -> None:
    (tmp_path / "ids.py").write_text(HOOK_OF_A_LOCAL)
    (tmp_path / "app.py").write_text(handler)
    found = analysis.check(Request(paths=(tmp_path,), root=tmp_path)).findings
    fixes = [finding.fix for finding in found if finding.rule == "SNAP703"]
    assert [fix is not None and fix.safe for fix in fixes] == [is_safe]
    repaired = repair(Request(paths=(tmp_path,), root=tmp_path), unsafe=False)
    assert bool(repaired.after.findings) is not is_safe


HOOKS = """\
from snapshot_restore_py import register_after_restore

from orders.store import cache

register_after_restore(cache.clear)
"""
HANDLES = "\n\ndef handler(event, context):\n    return cache\n"
ORDERS = '"""Orders."""\nfrom orders.store import cache\n'


@pytest.mark.about("SNAP702")
@pytest.mark.parametrize(
    ("app", "expected"),
    [
        (ORDERS + HANDLES, f"{ORDERS}import orders.hooks  # noqa: F401\n{HANDLES}"),
        (f"{ORDERS}\norders = []\n{HANDLES}", ""),  # the name means something else there
        (f"cache = {{}}\n{HANDLES}", ""),  # the hooks import it themselves
    ],
)
def test_hooks_that_nobody_imports_are_imported(app: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "orders").mkdir()
    is_orders = "from orders" in app
    hooks = HOOKS if is_orders else HOOKS.replace("orders.store", "app")
    files = {"app.py": app, "orders/hooks.py": hooks, "orders/store.py": "cache = {}\n"}
    for path, text in {**files, "orders/__init__.py": ""}.items():
        (tmp_path / path).write_text(text)
    request = Request(paths=(tmp_path,), root=tmp_path)
    assert repair(request, unsafe=False).changes == {}
    repaired = repair(request, unsafe=True)
    assert [finding.rule for finding in repaired.before.findings] == ["SNAP702"]
    assert {path.name: after.decode() for path, (_, after) in repaired.changes.items()} == (
        {"app.py": expected} if expected else {}
    )
    assert bool(repaired.after.findings) is not bool(expected)


def test_what_python_does_not_compile_is_not_written(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A parser does not see that a name is used before its `global`."""
    late = "def f():\n    print(x)\n    global x\n"
    ast.parse(late)
    monkeypatch.setattr("snapcheck.analysis.fixes.fixed", lambda f, *_, **__: (late, list(f), ""))
    repaired = repair(Request(paths=(project,), root=project), unsafe=True)
    assert repaired.changes == {}


def test_a_fix_that_does_not_help_is_taken_back(project: Path) -> None:
    """Here the use in the story can be renewed; a copy elsewhere, which it does not show, not."""
    (project / "app.py").write_text(
        "import ids\nfrom ids import RUN as COPY\n\n\n"
        "def handler(event, context):\n    return ids.read(), COPY\n"
    )
    repaired = repair(Request(paths=(project,), root=project), unsafe=True)
    assert repaired.changes == {}
    assert len(repaired.after.findings) == len(repaired.before.findings) == 1


def test_what_is_silenced_is_not_mended(project: Path) -> None:
    text = IDS.replace(".hex", ".hex  # snapcheck: ignore[SNAP201] shared", 1)
    (project / "ids.py").write_text(text)
    repaired = repair(Request(paths=(project,), root=project), unsafe=True)
    assert [path.name for path in repaired.changes] == ["draws.py"]


def test_a_file_that_changed_meanwhile_is_not_overwritten(project: Path) -> None:
    repaired = repair(Request(paths=(project,), root=project), unsafe=False)
    (project / "draws.py").write_text(DRAWS + "\n")
    with pytest.raises(RepairError, match="was changed meanwhile"):
        write(repaired.changes)


@pytest.mark.parametrize(
    "text",
    [
        "import uuid\nX = " + "(" * 150 + "uuid.uuid4().hex" + ")" * 150,
        "import uuid\nX = uuid.uuid4().hex" + "".join(f" + str({n})" for n in range(3_000)),
        "import uuid\nX = uuid.uuid4().hex; Y = 2",
        "import uuid; X = uuid.uuid4().hex",
        "import uuid\nX = (uuid.uuid4()\n  .hex)  # c",
        "import uuid\nX: str = \\\n  uuid.uuid4().hex",
        "import uuid\nX = Y = uuid.uuid4().hex",
        "import uuid\nX, Y = uuid.uuid4().hex, 1",
        "import uuid\n(X) = uuid.uuid4().hex",
        "import uuid\nX = [i for i in range(3)] and uuid.uuid4().hex",
    ],
)
def test_odd_shapes_are_mended_or_left_alone(text: str, tmp_path: Path) -> None:
    source = f"{text}\n\n\ndef handler(event, context):\n    return X\n".encode()
    repaired, after = mended(tmp_path, source, unsafe=True)
    assert (after == source) == bool(repaired.after.findings or repaired.after.problems)
    ast.parse(after) if len(after) < 10_000 else None


# Every case


FIRING = [case for case in all_cases() if case.places("expect")]


@pytest.mark.parametrize("case", FIRING, ids=lambda case: case.id)
def test_mending_a_case_never_makes_it_worse(case: Case, tmp_path: Path) -> None:
    root = tmp_path / "case"
    if case.path.is_dir():
        shutil.copytree(case.path, root)
    else:
        root.mkdir()
        shutil.copy(case.path, root)
    paths = (root if case.path.is_dir() else root / case.path.name,)
    repaired = repair(replace(case.request, paths=paths, root=root), unsafe=True)
    before, after = rules(repaired.before.findings), rules(repaired.after.findings)
    assert after <= before
    assert repaired.after.problems == repaired.before.problems
    assert (repaired.mended == 0) == (repaired.changes == {})
    for old, new in repaired.changes.values():
        ast.parse(new)
        lost = set(decode(old).splitlines()) - set(decode(new).splitlines())
        assert len(lost) <= 2 * repaired.mended


@pytest.mark.slow
def test_nearly_all_that_is_offered_holds() -> None:
    """Of the fixes that are called safe, the analysis of the mended cases takes back very few."""
    offered = refused = 0
    for case in FIRING:
        repaired = repair(case.request, unsafe=False)
        offered += sum(f.fix is not None and f.fix.safe for f in repaired.before.findings)
        refused += sum(f.fix is not None and f.fix.safe for f in repaired.after.findings)
    assert offered >= 200
    assert refused <= offered / 50


OFFERED_AND_WRONG = 8
"""How many of the fixes that cases are offered the analysis finds wrong, each applied by itself."""


def test_what_is_offered_holds_when_it_is_applied() -> None:
    """Those of cases are analysed again, those of programs put together at random are run."""
    bench = Path(__file__).parents[1] / "bench" / "fixes.py"
    command = [sys.executable, str(bench), "apply", "--generated", "50"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    counted = re.search(r"(\d+) fixes applied, (\d+) run, (\d+) wrong\n$", done.stdout)
    assert counted is not None, done.stdout + done.stderr
    fixes, run, wrong = map(int, counted.groups())
    assert fixes >= 800
    assert run >= 15
    assert wrong <= OFFERED_AND_WRONG, done.stdout


# The command line


def test_fix_writes_and_reports_the_rest(project: Path) -> None:
    (project / "random_seed.py").write_text("import random\n\nrandom.seed(1)\n")
    (project / "app.py").write_text("import random_seed\n" + (project / "app.py").read_text())
    finished = snapcheck(project, "check", "--fix", "--select", "SNAP2")
    assert finished.returncode == 0
    assert "fixed 1 finding in 1 file.\n" in finished.stderr
    assert "note: The Python runtimes of Lambda bring snapshot_restore_py" in finished.stderr
    assert finished.stdout.startswith("No findings")
    assert "global RUN" in (project / "ids.py").read_text()
    again = snapcheck(project, "check", "--fix", "--select", "SNAP2")
    assert (again.returncode, again.stderr) == (0, "")


def test_diff_shows_and_writes_nothing(project: Path) -> None:
    before = (project / "ids.py").read_bytes()
    finished = snapcheck(project, "check", "--diff", "--quiet")
    assert finished.returncode == 1
    assert finished.stdout.startswith("--- a/draws.py\n+++ b/draws.py\n")
    assert (project / "ids.py").read_bytes() == before
    assert "Found" not in finished.stdout


def test_a_diff_says_how_much_it_would_mend_and_has_the_colours_of_git(project: Path) -> None:
    plain = snapcheck(project, "check", "--diff")
    assert plain.stderr.startswith("snapcheck: would fix 3 findings in 2 files.\n")
    painted = snapcheck(project, "check", "--diff", "--color", "always").stdout
    lines = plain.stdout.splitlines()
    assert re.sub(r"\x1b\[\d*m", "", painted).splitlines() == lines
    for sign, colour in (("+", 32), ("@@", 36), ("+++", 1), ("---", 1)):
        line = next(line for line in lines if re.match(rf"{re.escape(sign)}(?![+-])", line))
        assert f"\x1b[{colour}m{line}\x1b[0m\n" in painted
    assert snapcheck(project, "check", "--diff", "--select", "SNAP6").stderr == (
        "snapcheck: nothing to fix.\n"
    )


@pytest.mark.parametrize("name", ["no_end_of_line", "many_at_once", "carriage_returns_and_tabs"])
def test_git_applies_a_diff(name: str, tmp_path: Path) -> None:
    require_tool(shutil.which("git"), "no git")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    source = FIXES / "safe" / f"{name}.py"
    shutil.copy(source, tmp_path / "app.py")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "snapcheck", "check", "--diff"]
    diff = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, check=False
    ).stdout
    subprocess.run(["git", "apply"], cwd=tmp_path, input=diff, check=True)
    assert (tmp_path / "app.py").read_bytes() == source.with_suffix(FIXED).read_bytes()


def test_unsafe_fixes_alone_rewrite(tmp_path: Path) -> None:
    source = FIXES / "unsafe" / "list_display.py"
    shutil.copy(source, tmp_path / "app.py")
    assert snapcheck(tmp_path, "check", "--fix").returncode == 1
    assert snapcheck(tmp_path, "check", "--unsafe-fixes").returncode == 0
    assert (tmp_path / "app.py").read_bytes() == source.with_suffix(FIXED).read_bytes()


def test_standard_input_can_not_be_mended(project: Path) -> None:
    finished = snapcheck(project, "check", "--fix", "--stdin-filename", "app.py", "-")
    assert finished.returncode == 2
    assert "need a file, not standard input" in finished.stderr


def test_fixes_keep_to_the_baseline_and_to_changed_files(project: Path) -> None:
    snapcheck(project, "baseline", "write", "known.json", "--select", "SNAP2")
    finished = snapcheck(project, "check", "--fix", "--baseline", "known.json")
    assert "fixed 2 findings in 1 file." in finished.stderr
    assert (project / "ids.py").read_text() == IDS
    snapcheck(project, "check", "--fix", "--changed", "draws.py")
    assert (project / "ids.py").read_text() == IDS
    snapcheck(project, "check", "--fix", "--changed", "ids.py")
    assert (project / "ids.py").read_text() != IDS
