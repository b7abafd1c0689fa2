"""A run of a fleet: what earlier runs found out is not done again, and all else is handed out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from msgspec import Struct

from snapcheck.fleet import git, keys
from snapcheck.fleet.here import bounded
from snapcheck.fleet.nouns import Job, Options, Outcome, Repository, State
from snapcheck.fleet.packed import is_sound, outcome_of, packed
from snapcheck.fleet.spool import Spool
from snapcheck.fleet.store import Store

Results = Callable[[Iterable[Job]], Iterator[tuple[int, bytes]]]
"""A scheduler: yields what comes of jobs, packed, with their numbers."""

OnDone = Callable[[int, int], None]
"""Told how many repositories are done, and how many of these from an earlier run."""

# Keys that are looked for at once: most of that is waiting, for git and for servers.
_AT_ONCE = 4
_AHEAD = 16


class _Asked(Struct, frozen=True):
    """A repository that is looked up: its key, and what is known of it."""

    number: int
    key: str | None
    known: bytes | None


def run(
    repositories: Sequence[Repository],
    options: Options,
    *,
    store: Store,
    results: Results,
    spool: Spool,
    on_done: OnDone = lambda done, known: None,
) -> None:
    """Put what comes of all repositories into the spool, and keep it in the store.

    What was kept is there for the next run, however this one ends.
    """
    found_keys: dict[int, str] = {}
    known = 0

    def missing() -> Iterator[Job]:
        nonlocal known
        with ThreadPoolExecutor(_AT_ONCE) as pool:

            def look(number: int) -> Future[_Asked]:
                return pool.submit(_looked_up, number, repositories[number], options, store)

            for asked in bounded(range(len(repositories)), look, _AHEAD):
                if asked.known is not None:
                    spool.add(asked.number, asked.known)
                    known += 1
                    on_done(len(spool), known)
                    continue
                if asked.key is not None:
                    found_keys[asked.number] = asked.key
                yield Job(asked.number, repositories[asked.number], options)

    for number, data in results(missing()):
        key = found_keys.pop(number, None)
        if key is not None and _may_be_kept(data):
            store.put(key, data)
        spool.add(number, data)
        on_done(len(spool), known)


def _looked_up(number: int, repository: Repository, options: Options, store: Store) -> _Asked:
    try:
        key = keys.key_of(repository, options)
    except git.GitError as error:
        return _Asked(number, None, packed(Outcome(State.NOT_FETCHED, str(error))))
    known = store.get(key) if key is not None else None
    return _Asked(number, key, known if known and is_sound(known) else None)


def _may_be_kept(data: bytes) -> bool:
    outcome = outcome_of(data)
    return outcome is not None and outcome.is_repeatable
