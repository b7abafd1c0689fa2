"""Which modules the program has loaded; those of before are spared."""

from __future__ import annotations

import os
import sys
from collections.abc import Container
from itertools import takewhile
from types import ModuleType
from typing import Any

_MARK = "_snapcheck_agent.begun"


def begin() -> None:
    """Leave out what is loaded now: none of it is the program's."""
    sys.modules[_MARK] = ModuleType(_MARK)


def own_modules(files: Container[str]) -> list[tuple[str, Any]]:
    """Return the modules that were loaded from `files`, each behind its file, in their order.

    What was loaded before is not even looked at: that alone would copy its memory in each fork.
    """
    # No bytecode runs meanwhile, so that no thread can load another module.
    names = list(takewhile(_MARK.__ne__, reversed(sys.modules)))
    modules = [sys.modules.get(name) for name in reversed(names)]
    return [(file, module) for module in modules if (file := file_of(module)) in files]


def file_of(module: Any) -> str:
    """Return the absolute path of a module's file."""
    return os.path.abspath(getattr(module, "__file__", None) or "")
