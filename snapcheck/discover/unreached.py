"""What a run did not reach, and why: a user who misses a function must not have to guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from snapcheck.discover.convention import is_test, may_hold_entry_point

_CDK = re.compile(rb"^\s*(?:from|import)\s+(?:aws_cdk|cdktf|pulumi|troposphere)\b", re.MULTILINE)
_SCRIPT = re.compile(rb"__name__\s*==\s*[\"']__main__[\"']")
_SHOWN = 3
_MOST_TOLD = 10
_COMPUTED_IMPORT = re.compile(rb"(?<!def )\b(?:import_module|__import__)\(\s*(?![\s)\"'])")


def why_no_entry_point(path: str, source: bytes) -> str:
    """Return why a file that no entry point imports was taken for none itself."""
    if is_test(path):
        return "a test or a set-up script"
    if _CDK.search(source):
        return "a deployment program"
    if may_hold_entry_point(path, source):
        return "no top-level function in it takes an event and a context"
    if _SCRIPT.search(source):
        return "a script that is run by itself"
    return "no entry point imports it, and nothing in it looks like a handler"


def computes_imports(source: bytes) -> bool:
    """Return whether a file imports a module whose name only the running program knows."""
    # Bare words are found in a tenth of the time of the expression.
    return (b"import_module" in source or b"__import__" in source) and (
        _COMPUTED_IMPORT.search(source) is not None
    )


def dynamic_imports(paths: Sequence[str]) -> Iterator[str]:
    """Yield a notice of the reached files that compute imports, if there are any."""
    if paths:
        shown = ", ".join(paths[:_SHOWN]) + (" and more" if len(paths) > _SHOWN else "")
        files = "file imports" if len(paths) == 1 else "files import"
        yield f"{len(paths)} {files} modules by computed names, which were not followed: {shown}"


def unfollowed_imports(found: Mapping[tuple[str, tuple[str, ...]], Sequence[str]]) -> Iterator[str]:
    """Yield a notice for each module of the repository that was imported and not followed.

    `found` holds, by module and the files that it may be, the files that import it.
    """
    for (module, files), importers in sorted(found.items())[:_MOST_TOLD]:
        shown = " or ".join(files[:_SHOWN]) + (" or others" if len(files) > _SHOWN else "")
        more = f" and {len(importers) - 1} more" if len(importers) > 1 else ""
        may_be = "is perhaps" if len(files) == 1 else "may be"
        yield (
            f"the import of {module} in {importers[0]}{more} was not followed: it {may_be} {shown} "
            "(name the folder that it is imported from in source-roots)"
        )
    left = len(found) - _MOST_TOLD
    if left > 0:
        yield f"{left} more modules of the repository were imported and not followed"
