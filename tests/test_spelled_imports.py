"""Imports are found in the text of a file, however they are laid out."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from snapcheck.analysis.file_scan import Import, imports_in

ROOT = Path(__file__).parent


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import a", [Import(0, "a", ())]),
        ("import a.b as c, d", [Import(0, "a.b", ()), Import(0, "d", ())]),
        ("import a, \\\n  b", [Import(0, "a", ()), Import(0, "b", ())]),
        ("from a import b as c, d", [Import(0, "a", ("b", "d"))]),
        ("from a.b import (\n  c,  # one, two\n  d,\n)", [Import(0, "a.b", ("c", "d"))]),
        ("from . import a", [Import(1, "", ("a",))]),
        ("from .. a import b", [Import(2, "a", ("b",))]),
        ("from...a import b", [Import(3, "a", ("b",))]),
        ("from a \\\r\n import b", [Import(0, "a", ("b",))]),
        ("from a import b, \\\n c", [Import(0, "a", ("b", "c"))]),
        ("from a import *", [Import(0, "a", ())]),
        ("try: import a\nexcept ImportError: import b", [Import(0, "a", ()), Import(0, "b", ())]),
        ("def f():\n\tfrom a import b; import c\n", [Import(0, "a", ("b",)), Import(0, "c", ())]),
        ("raise A from b\nimport c", [Import(0, "c", ())]),
        ("import größe", [Import(0, "größe", ())]),
        ("reimport = important = 1\nx.imports", []),
    ],
)
def test_imports_are_found(source: str, expected: list[Import]) -> None:
    assert list(imports_in(source.encode())) == expected


def test_none_is_missed_in_real_files() -> None:
    """In our own modules and all cases, each import that Python sees is among those found."""
    files = [*ROOT.rglob("*.py"), *(ROOT.parent / "snapcheck").rglob("*.py")]
    assert len(files) > 500
    for file in files:
        source = file.read_bytes()
        try:
            tree = ast.parse(source)
        except SyntaxError:
            continue
        found = imports_in(source)
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    assert Import(0, alias.name, ()) in found, (file, node.lineno)
            elif isinstance(node, ast.ImportFrom):
                names = {alias.name for alias in node.names} - {"*"}
                assert any(
                    (each.level, each.module) == (node.level, node.module or "")
                    and names <= set(each.names)
                    for each in found
                ), (file, node.lineno)
