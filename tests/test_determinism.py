"""The same program gives the same report, byte for byte, whatever the order of its hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def report(form: str, folder: Path, seed: str) -> bytes:
    command = [sys.executable, "-m", "snapcheck", "check", "--no-cache", "-f", form]
    command += ["--min-confidence", "low"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, "."], cwd=folder, env=environment, capture_output=True, check=False
    )
    assert done.returncode in (1, 2), done.stderr
    return done.stdout


@pytest.mark.parametrize("form", ["text", "sarif"])
def test_reports_do_not_depend_on_hashes(form: str) -> None:
    first, *others = [report(form, ROOT / "examples", seed) for seed in ("1", "2", "77")]
    assert first
    assert others == [first, first]


@pytest.mark.slow
def test_the_report_on_all_cases_does_not_depend_on_hashes() -> None:
    first, second = [report("sarif", ROOT / "tests" / "cases", seed) for seed in ("1", "77")]
    assert first
    assert first == second


def test_where_a_search_is_cut_off_does_not_depend_on_hashes(tmp_path: Path) -> None:
    names = [f"n{number}" for number in range(40)]
    source = "import uuid\n" + "".join(f"{n} = {{'id': uuid.uuid4()}}\n" for n in names)
    source += "".join(f"{n}[{m!r}] = {m}\n" for n in names for m in names)
    source += "def handler(event, context):\n    return str(n0)\n"
    (tmp_path / "app.py").write_text(source)
    first, *others = [report("text", tmp_path, seed) for seed in ("1", "2", "77")]
    assert others == [first, first]


def test_which_of_many_caches_a_test_asks_does_not_depend_on_hashes(tmp_path: Path) -> None:
    names = [f"n{number}" for number in range(40)]
    source = "import boto3\nimport random\n" + "".join(f"{n} = {{}}\n" for n in names)
    for name, asked in (("old", names[:20]), ("new", names[20:])):
        source += f"def {name}(key):\n    return {' or '.join(f'{n}.get(key)' for n in asked)}\n"
    source += "def handler(event, context):\n    key = event['id']\n"
    source += "    if not (old(key) or new(key)):\n"
    for cache in names[::3]:
        fill = f"        {cache}[key] = boto3.client('s3').head_object(Bucket=key)\n"
        draw = "    return random.random()\n"  # a finding, whatever is told of the client
        (tmp_path / f"{cache}.py").write_text(source + fill + draw)
    first, *others = [report("text", tmp_path, seed) for seed in ("1", "2", "77")]
    assert others == [first, first]


WORK = """\
import sys
from pathlib import Path
from snapcheck import analysis
from snapcheck.analysis import linked
from snapcheck.model import Request

program_of = linked.program_of
def noted(*arguments, **more):
    program = program_of(*arguments, **more)
    print([(str(each.function), each.is_root) for each in program.activations])
    return program
linked.program_of = noted
analysis.check(Request(paths=(Path("."),), root=Path(".")))
"""


def test_what_is_followed_does_not_depend_on_hashes(tmp_path: Path) -> None:
    """Bounds count what was followed before: in another order, other things are left out."""
    names = [f"n{number}" for number in range(8)]
    source = "import os\nimport uuid\nRUN = uuid.uuid4()\n"
    source += "".join(f"class {n.upper()}:\n    size = 1\n" for n in names)
    source += "".join(f"def {n}(event, context):\n    yield RUN\n    yield event\n" for n in names)
    either = " or ".join(f"(os.environ.get('{n}') and {{}})" for n in names)
    source += f"each = {either.format(*[f'{n}(1, 2)' for n in names])}\n"
    entry = " or ".join(f"(os.environ.get('{n}') and {n.upper()}())" for n in names)
    source += f"handler = {entry} or {names[0]}\n"
    source += f"def lambda_handler(event, context):\n    return [{either}]\n".format(
        *[f"{n}(event, context)" for n in names]
    )
    (tmp_path / "app.py").write_text(source)
    runs = [
        subprocess.run(
            [sys.executable, "-c", WORK],
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "77")
    ]
    assert runs[0]
    assert runs[1:] == [runs[0]] * 2
