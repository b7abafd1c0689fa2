"""snapcheck: finds Python code that a Lambda SnapStart restore turns wrong.

For programs: `snapcheck.check(paths, ...)` analyses and returns a `Report`; `docs/python-api.md`
tells of both. What is offered here is imported when it is asked for.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from snapcheck.api import CheckError, check
    from snapcheck.model import (
        Confidence,
        Edit,
        EntryPoint,
        Finding,
        Fix,
        Level,
        Problem,
        Report,
        Rule,
        Span,
        Step,
        StepKind,
        Suppressed,
    )

__version__ = "0.1.0"

__all__ = [
    "CheckError",
    "Confidence",
    "Edit",
    "EntryPoint",
    "Finding",
    "Fix",
    "Level",
    "Problem",
    "Report",
    "Rule",
    "Span",
    "Step",
    "StepKind",
    "Suppressed",
    "__version__",
    "check",
]


def __getattr__(name: str) -> object:
    """Import what is offered when somebody asks for it: most starts of the program never do."""
    if name not in __all__:
        raise AttributeError(f"module 'snapcheck' has no attribute '{name}'")
    from importlib import import_module

    home = "api" if name in ("check", "CheckError") else "model"
    value = globals()[name] = getattr(import_module(f"snapcheck.{home}"), name)
    return value


def __dir__() -> list[str]:
    """Return what is offered, whether or not it was imported yet."""
    return __all__
