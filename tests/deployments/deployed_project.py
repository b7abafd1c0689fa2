"""A project with code in many places, for tables of functions that are deployed from it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path

from snapcheck.deploy.cdk.program_file import ProgramFile
from snapcheck.deploy.cdk.scan import may_declare
from snapcheck.deploy.registry import declared
from snapcheck.discover.files import find_files
from snapcheck.filesystem.disk import Disk
from snapcheck.model import EntryPoint
from snapcheck.model.deployed import Declared

PYTHON = (
    "app.py",
    "index.py",
    "lambda/handlers/orders.py",
    "lambda/index.py",
    "layers/common/python/shared.py",
    "services/orders/main.py",
    "src/app.py",
    "src/pkg/__init__.py",
    "src/pkg/mod.py",
    "src/todos/create.py",
)
CODE = "def handler(event, context): ...\n\n\nrun = handler\n"
WEB = "from fastapi import FastAPI\n\napi = FastAPI()\n"
FILES: Mapping[str, str] = {
    **dict.fromkeys(PYTHON, CODE),
    "web/main.py": WEB,
    "web/site/wsgi.py": "application = object()\n",
    "web/run.sh": "#!/bin/bash\nexport PORT=8000\nexec python -m uvicorn main:api --port $PORT\n",
    "cdk.json": '{"app": "python3 infra.py"}\n',
}


def project(root: Path, files: Mapping[str, str]) -> Declared:
    """What these files declare in the project, which is written below `root`."""
    for path, text in {**FILES, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    disk = Disk(root)
    tree = find_files([root], disk)
    programs = [
        ProgramFile(path.relative_to(root).as_posix(), source, ast.parse(source))
        for path in map(Path, tree.python)
        if may_declare(source := path.read_bytes())
    ]
    return declared(tree.templates, disk, lambda: programs)


def row(entry: EntryPoint) -> str:
    """An entry point as tables show it: `src/app.py:handler python3.12 on`."""
    snapstart = {True: "on", False: "off", None: "-"}[entry.snapstart]
    return f"{entry.path}:{entry.function} {entry.runtime or '-'} {snapstart}"


def rows(entries: Iterable[EntryPoint]) -> list[str]:
    """Entry points as tables show them, in the order of their declaration."""
    return [row(entry) for entry in entries]
