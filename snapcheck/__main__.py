"""`python -m snapcheck` and the console script: what was printed before, or the command line."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Started by `-m`, Python looks for modules in the working folder first. What lies there is to be
# analysed: a `uuid.py` among it must not run.
if __name__ == "__main__" and not sys.flags.safe_path and sys.path[0] != _HOME:
    del sys.path[0]

from snapcheck.cache.replay import replayed  # noqa: E402


def main() -> NoReturn:
    """Answers from the cache if nothing has changed; else runs the command."""
    code = replayed(sys.argv[1:])
    if code is None:
        from snapcheck.cli import run

        code = run()
    _leave(code)


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
