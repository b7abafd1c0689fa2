"""`python -m snapcheck` and the console script: what was printed before, or the command line."""

import gc
import os
import sys

_COLLECTED_AT = 100_000
_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Started by `-m`, Python looks for modules in the working folder first. What lies there is to be
# analysed: a `uuid.py` among it must not run, nor a `typing.py`. Those two above are there already.
if __name__ == "__main__" and not sys.flags.safe_path and sys.path[0] != _HOME:
    del sys.path[0]

from typing import NoReturn  # noqa: E402

from snapcheck.cache.replay import replayed  # noqa: E402


def main() -> NoReturn:
    """Answer from the cache if nothing has changed; else run the command."""
    # Importing makes so many objects that Python would look for cycles again and again.
    gc.set_threshold(_COLLECTED_AT)
    try:
        code = replayed(sys.argv[1:])
        if code is None:
            from snapcheck import interruption

            interruption.handle_signals(_end_others)
            code = _run()
    except KeyboardInterrupt:
        code = 130
    _end_others()
    _leave(code)


def _run() -> int:
    from snapcheck import interruption

    try:
        from snapcheck.cli import run

        return run()
    except KeyboardInterrupt as error:
        return interruption.code_of(error)


def _end_others() -> None:
    """End the processes that work for this one, and what they left half done."""
    processes = sys.modules.get("snapcheck.analysis.processes")
    if processes is not None:
        processes.end_all()
    atomic = sys.modules.get("snapcheck.filesystem.atomic")
    if atomic is not None:
        atomic.remove_unfinished()


def _leave(code: int) -> NoReturn:
    """End the process at once: to take its memory apart first is a tenth of a short run's time.

    Not where somebody watches it, who has something to do at its end.
    """
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (OSError, ValueError, AttributeError):
        sys.exit(code)  # Python says what is wrong with them
    if sys.gettrace() is None and sys.getprofile() is None:
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    main()
