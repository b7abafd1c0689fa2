"""`python -m snapcheck` and the console script: what was printed before, or the command line."""

from __future__ import annotations

import sys
from typing import NoReturn

from snapcheck.replay import replayed


def main() -> NoReturn:
    """Answers from the cache if nothing has changed; else runs the command."""
    code = replayed(sys.argv[1:])
    if code is not None:
        sys.exit(code)
    from snapcheck.cli import main

    main()


if __name__ == "__main__":
    main()
