"""A library's draws are proved only where the generator moves on, or the answer repeats."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from test_verify import ROOT, other_pythons, put, verdicts, verified

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="verify needs Linux")

ROWS = """\
library = "dice"
about = "A library of ours."

[[api]]
names = ["dice.roll", "dice.rolled_later"]
effect = "library-draws"
draws-when = "call"
generators = ["random"]
instead = "Reseed `random` after a restore."
behaviour = "Draws from the `random` module."
evidence = "by its authors"
"""
DICE = """\
import asyncio
import random

{source}


def roll():
    return SOURCE.getrandbits(64)


async def rolled_later():
    await asyncio.sleep(0.001)
    return SOURCE.getrandbits(64)
"""
OF_THE_PROCESS = "SOURCE = random"
OF_THE_SYSTEM = "SOURCE = random.SystemRandom()"
USES = {
    "before another draw": ("rolled = dice.roll()", "[rolled, random.getrandbits(64)]"),
    "behind another draw": ("other = random.getrandbits(64)", "[other, dice.roll()]"),
    "nowhere else": ("pass", "dice.roll()"),
    "in a loop": ("pass", "[\n        dice.roll()\n        for _ in range(2)\n    ]"),
}
COROUTINES = """\
import asyncio
import dice

async def waits():
    rolled = await dice.rolled_later()
    return rolled

async def passes():
    await asyncio.sleep(0)
    return 1

async def both():
    return await asyncio.gather(waits(), passes())

def handler(event, context):
    return asyncio.run(both())[0]
"""


def said(project: Path, source: str, app: str, *arguments: str) -> dict[tuple[str, int], str]:
    """The verdicts on a program that uses the library, which lies outside of it."""
    library = project.with_name("library")
    put(library, {"dice.py": DICE.format(source=source)})
    put(project, {"rows/apis/dice.toml": ROWS, "snapcheck.toml": 'rules = ["rows"]\n'})
    path = os.pathsep.join([str(ROOT), str(library)])
    report = verified(project, app, *arguments, PYTHONPATH=path)
    return {place: verdict for place, (verdict, _) in verdicts(report).items()}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize(
    ("source", "verdict"), [(OF_THE_PROCESS, "proved"), (OF_THE_SYSTEM, "not shown")]
)
def test_a_library_is_seen_drawing(project: Path, source: str, verdict: str, use: str) -> None:
    first, answer = USES[use]
    body = f"    {first}\n    return {answer}\n"
    app = f"import random\nimport dice\n\ndef handler(event, context):\n{body}"
    found = said(project, source, app)
    line = 1 + app[: app.index("dice.roll")].count("\n")
    assert found.pop(("SNAP104", line)) == verdict
    assert set(found.values()) <= {"proved"}, found


@pytest.mark.parametrize("python", [sys.executable, *other_pythons()])
@pytest.mark.parametrize(
    ("source", "verdict"), [(OF_THE_PROCESS, "proved"), (OF_THE_SYSTEM, "not shown")]
)
def test_a_coroutine_draws_where_it_goes_on(
    project: Path, source: str, verdict: str, python: str
) -> None:
    found = said(project, source, COROUTINES, "--python", python)
    assert found == {("SNAP104", 5): verdict}
