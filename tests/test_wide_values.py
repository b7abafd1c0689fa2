"""Values that may be many things: all of them are followed, or it is told where not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from snapcheck import analysis
from snapcheck.model import Report, Request

HEAD = "import uuid\n\n"
HANDLER = "\n\ndef handler(event, context):\n    {statement}\n"


def functions(count: int) -> str:
    """A table of functions, each of which reads a value of its own."""
    made = [
        f"R{n} = uuid.uuid4().hex\n\n\ndef task_{n}(event):\n    return R{n}\n"
        for n in range(count)
    ]
    table = ", ".join(f'"task_{n}": task_{n}' for n in range(count))
    called = HANDLER.format(statement='return TASKS[event["task"]](event)')
    return HEAD + "\n\n".join(made) + f"\n\nTASKS = {{{table}}}\n" + called


def objects(count: int) -> str:
    """A list of objects of as many classes, each of which made a value of its own."""
    made = [
        f"class Stage{n}:\n    def __init__(self):\n        self.mark = uuid.uuid4().hex\n"
        for n in range(count)
    ]
    table = ", ".join(f"Stage{n}()" for n in range(count))
    read = HANDLER.format(statement="return [stage.mark for stage in STAGES]")
    return HEAD + "\n\n".join(made) + f"\n\nSTAGES = [{table}]\n" + read


def containers(count: int) -> str:
    """A list of dicts, which an invocation answers with."""
    table = "".join(f'    {{"mark": uuid.uuid4().hex, "at": {n}}},\n' for n in range(count))
    return HEAD + f"ROWS = [\n{table}]\n" + HANDLER.format(statement="return ROWS")


def values(count: int) -> str:
    """A list of values, one of which an invocation picks."""
    table = "".join("    uuid.uuid4().hex,\n" for _ in range(count))
    return HEAD + f"MARKS = [\n{table}]\n" + HANDLER.format(statement='return MARKS[event["n"]]')


def check(folder: Path, text: str) -> Report:
    (folder / "app.py").write_text(text)
    return analysis.check(Request(paths=(folder,), root=folder))


TOLD = (
    "1 function was not followed to the end: too many steps, or too many things a value may be: "
    "handler (app.py)"
)
Shape = Callable[[int], str]


@pytest.mark.parametrize("shape", [functions, objects, containers, values])
def test_all_of_many_are_found(tmp_path: Path, shape: Shape) -> None:
    report = check(tmp_path, shape(60))
    assert len({finding.span.line for finding in report.findings}) == 60
    assert report.notices == ()


@pytest.mark.parametrize("shape", [functions, values])
def test_what_is_too_many_is_told_with_its_place(
    tmp_path: Path, shape: Shape, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("snapcheck.link.values.MOST_FOLLOWED", 50)
    report = check(tmp_path, shape(60))
    assert len(report.findings) == 50
    assert report.notices == (TOLD,)


def test_many_ways_to_one_function_are_told(tmp_path: Path) -> None:
    ways = "".join(
        f'    {"el" if n else ""}if event["n"] == {n}:\n        task = task_{n}\n'
        for n in range(60)
    )
    text = functions(60).partition("\nTASKS")[0]
    text += f"\n\ndef handler(event, context):\n{ways}    return task(event)\n"
    report = check(tmp_path, text)
    assert 32 <= len(report.findings) < 60
    assert report.notices == (TOLD,)


def test_containers_in_a_container_are_told_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("snapcheck.link.flow._MOST_CONTAINERS", 50)
    report = check(tmp_path, containers(60))
    assert 40 < len(report.findings) <= 50
    assert TOLD in report.notices
