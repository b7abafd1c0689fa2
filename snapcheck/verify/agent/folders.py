"""A folder of its own for each environment, in which the program's files can be read."""

from __future__ import annotations

import os
import sys
from typing import Any


def enter(folder: str, code: str) -> None:
    """Make `folder` the current one, the home and the place of temporary files.

    The entries of the folder `code` are linked into it: what the program opens by a relative path
    is found, and what it writes is not written among its sources.
    """
    work, temporary = os.path.join(folder, "work"), os.path.join(folder, "tmp")
    for each in (work, temporary):
        os.makedirs(each, exist_ok=True)
    for name in os.listdir(code):
        if not os.path.lexists(os.path.join(work, name)):
            os.symlink(os.path.join(code, name), os.path.join(work, name))
    os.chdir(work)
    os.environ.update(HOME=temporary, TMPDIR=temporary)
    tempfile: Any = sys.modules.get("tempfile")
    if tempfile is not None and tempfile.tempdir is not None:
        tempfile.tempdir = temporary
