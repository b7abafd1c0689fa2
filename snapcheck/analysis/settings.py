"""What else than the files of a run its outcomes depend on."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from snapcheck import knowledge
from snapcheck.analysis.sources import digest
from snapcheck.model import Request
from snapcheck.project import repository_root


def settings_of(request: Request, links: Mapping[str, str]) -> str:
    """What tells version, knowledge and the configuration of programs from any others.

    `links` are the symbolic links that imports may go through, with what they lead to. Which files
    are looked at, and which findings are shown in the end, is no part of it.
    """
    parts = (
        knowledge.stamps(request.knowledge),
        sys.version_info[:3],
        str(request.root),
        str(repository_root(request.root)),
        request.select,
        request.ignore,
        request.min_confidence,
        request.only_snapstart,
        sorted(links.items()),
    )
    return digest(repr(parts).encode())
