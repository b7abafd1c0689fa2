"""What a run did not reach, and why: a user who misses a function must not have to guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from snapcheck.discover.convention import is_test, may_hold_entry_point

_CDK = re.compile(rb"^\s*(?:from|import)\s+(?:aws_cdk|cdktf|pulumi|troposphere)\b", re.MULTILINE)
_SCRIPT = re.compile(rb"__name__\s*==\s*[\"']__main__[\"']")
_SHOWN = 3
_COMPUTED_IMPORT = re.compile(rb"(?<!def )\b(?:import_module|__import__)\(\s*(?![\s)\"'])")


def why_no_entry_point(path: str, source: bytes) -> str:
    """Why a file that no entry point imports was taken for none itself."""
    if is_test(path):
        return "a test or a set-up script"
    if _CDK.search(source):
        return "a deployment program"
    if may_hold_entry_point(path, source):
        return "no top-level function in it takes an event and a context"
    if _SCRIPT.search(source):
        return "a script that is run by itself"
    return "no entry point imports it, and nothing in it looks like a handler"


def dynamic_imports(modules: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """A notice of imports whose module only the running program knows, if there are any.

    `modules` are the files that entry points reach, with what they hold.
    """
    found = [path for path, source in modules if _COMPUTED_IMPORT.search(source)]
    if found:
        shown = ", ".join(found[:_SHOWN]) + (" and more" if len(found) > _SHOWN else "")
        files = "file imports" if len(found) == 1 else "files import"
        yield f"{len(found)} {files} modules by computed names, which were not followed: {shown}"
