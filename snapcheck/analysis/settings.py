"""What else than the files of a run its outcomes depend on."""

from __future__ import annotations

from snapcheck import knowledge
from snapcheck.analysis.memory import Memory
from snapcheck.config.repository import repository_root
from snapcheck.digest import digest_of
from snapcheck.identity import identity
from snapcheck.model import Request


def known_before(memory: Memory | None, request: Request) -> Memory:
    """What of a memory may be used for a request at all; an empty one if that is nothing.

    Where installed packages are looked at nothing is, for nobody notes which of them were.
    """
    if memory is None:
        return Memory()
    settings = settings_of(request)
    if memory.settings != settings or request.environment is not None:
        return Memory(settings)
    return memory


def settings_of(request: Request) -> str:
    """What tells version, knowledge and the configuration of programs from any others.

    Which files are looked at, and which findings are shown in the end, is no part of it.
    """
    parts = (
        knowledge.stamps(request.knowledge),
        identity(),
        str(request.root),
        str(repository_root(request.root)),
        request.select,
        request.ignore,
        request.min_confidence,
        request.only_snapstart,
        str(request.environment),
    )
    return digest_of(repr(parts))
