"""Templates of CloudFormation and SAM, and what is read of them."""

from __future__ import annotations

from pathlib import Path

from snapcheck.deploy.cloudformation.functions import declared
from snapcheck.deploy.place import Place
from snapcheck.filesystem.disk import Disk
from snapcheck.model import EntryPoint, Problem

LAMBDA = "AWS::Lambda::Function"
SAM = "AWS::Serverless::Function"


def write(root: Path, *names: str, **texts: str) -> Path:
    """Writes empty files of these names, and files of these texts (`template` is template.yaml)."""
    for name, text in {**dict.fromkeys(names, ""), **texts}.items():
        path = root / ("template.yaml" if name == "template" else name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def read(
    root: Path, text: str, at: str = "template.yaml"
) -> tuple[tuple[EntryPoint, ...], tuple[Problem, ...]]:
    """What a template of this text below `root` declares."""
    path = root / at
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    found = declared(Place.of(path, Disk(root)))
    return found.entry_points, found.problems


def one(root: Path, text: str, at: str = "template.yaml") -> EntryPoint:
    """The one entry point of a template with which nothing is wrong."""
    (entry,), problems = read(root, text, at)
    assert problems == ()
    return entry


def function(*properties: str, kind: str = SAM, before: str = "") -> str:
    """A template with one function, which has these properties."""
    lines = "".join(f"      {line}\n" for each in properties for line in each.splitlines())
    return f"{before}Resources:\n  Fn:\n    Type: {kind}\n    Properties:\n{lines}"


def silent(root: Path, text: str) -> None:
    """Nothing is declared, and nothing is wrong."""
    assert read(root, text) == ((), ())


PY = "Runtime: python3.12"
HANDLER = "Handler: app.handler"
