"""What fuzzing starts from: the programs, deployment files and configurations of the tests."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from fuzz_mutations import Files

TESTS = Path(__file__).parents[1] / "tests"
HANDLER = "import uuid\nRUN = uuid.uuid4()\n\n\ndef handler(event, context):\n    return str(RUN)\n"
CONFIGURATION = """\
entry-points = ["app.py:handler"]
select = ["SNAP2", "SNAP900"]
ignore = ["SNAP202"]
exclude = ["*a*b*c.py", "/build/", "!x.py", "**/[ab]*.py"]
min-confidence = "low"
fail-on = "error"
output-format = ["json", "sarif=out.sarif"]
baseline = "known.json"
[per-file-ignores]
"tests/**" = ["SNAP1"]
"""
_TEMPLATES = (".yaml", ".yml", ".toml", "Dockerfile")


class Seed(NamedTuple):
    """An input that is well, and the names of its files that are to be changed."""

    files: Files
    names: tuple[str, ...]


def programs() -> list[Seed]:
    """The cases of the tests, each a file or a folder of files, and what is to be fixed."""
    found: dict[str, dict[str, bytes]] = {}
    for top in (TESTS / "cases", TESTS / "fixes"):
        for path in sorted(top.rglob("*.py")):
            parts = path.relative_to(top).parts
            inside = "/".join(parts[2:]) or path.name
            found.setdefault("/".join(parts[:2]), {})[inside] = path.read_bytes()
    return [Seed(files, (*files,)) for files in found.values() if len(files) < 30]


def templates() -> list[Seed]:
    """Deployment files of every language with the code that they deploy."""
    return [*_of_cases(), *_of_tables()]


def _of_cases() -> Iterable[Seed]:
    for path in sorted((TESTS / "cases").rglob("*")):
        if path.name.endswith(_TEMPLATES) and path.is_file():
            yield Seed({path.name: path.read_bytes(), "app.py": HANDLER.encode()}, (path.name,))


def _of_tables() -> Iterable[Seed]:
    """Yield the rows of the tables that the tests of deployment languages go through."""
    sys.path.insert(0, str(TESTS / "deployments"))
    code = importlib.import_module("deployed_project").FILES
    row = importlib.import_module("tables").Row
    for path in sorted((TESTS / "deployments").glob("test_*.py")):
        for value in vars(importlib.import_module(path.stem)).values():
            for each in value if isinstance(value, list) else ():
                if isinstance(each, row):
                    texts = {**code, "src/app.py": HANDLER, **dict(each.also), each.file: each.text}
                    files = {name: text.encode() for name, text in texts.items()}
                    yield Seed(files, (each.file, each.file, *dict(each.also)))


def configurations() -> list[Seed]:
    """Configurations, each with a program that it is about."""
    table = CONFIGURATION.replace("[per-file", "[tool.snapcheck.per-file")
    known = b'{"version": 1, "findings": []}'
    rest = {"app.py": HANDLER.encode(), "known.json": known}
    ignored = HANDLER.replace("uuid4()", "uuid4()  # snapcheck: ignore[SNAP201] why")
    inputs: list[Files] = [
        {"snapcheck.toml": CONFIGURATION.encode(), **rest},
        {"pyproject.toml": f"[tool.snapcheck]\n{table}".encode(), **rest},
        {".gitignore": b"*.pyc\n!a*\n/x/\n**/b*\nc?[de]\n\\#f\n", **rest},
        {"ignored.py": ignored.encode()},
    ]
    return [Seed(files, (*files,)) for files in inputs]


KINDS: Mapping[str, Callable[[], list[Seed]]] = {
    "programs": programs,
    "templates": templates,
    "configurations": configurations,
}
