"""Repositories analysed on an existing Dask cluster.

Futures, retries, stealing of work and the dashboard are Dask's. A worker runs one repository in a
process of its own, as this machine would: what ends that process does not end the worker.
"""

from __future__ import annotations

import os
import threading
import uuid
from asyncio import CancelledError
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from snapcheck.fleet import keys
from snapcheck.fleet.nouns import FleetError, Job, Outcome, Repository, State
from snapcheck.fleet.packed import job_of, packed, packed_job
from snapcheck.fleet.slots import Slot

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT = 15.0
_PATIENCE = 60.0
_PAUSE = 2.0
_BETWEEN = 0.02
# Jobs that the cluster has for each of its threads: one that it works on, and two to steal.
_AHEAD = 3
# How often a job is begun anew whose worker is gone; Dask gives up after as many dead workers.
_RETRIES = 2
_SHOWN = 3
_MEND = "run again to go on where it was"

_own = threading.local()


def run_packed(data: bytes) -> bytes:
    """Do a job on a worker, in the slot of the thread that it runs in."""
    slot: Slot | None = getattr(_own, "slot", None)
    if slot is None:
        slot = _own.slot = Slot()
    return slot.run(job_of(data))


def missing_here(paths: Sequence[str]) -> list[str]:
    """Return which of these folders a worker does not see."""
    return [path for path in paths if not os.path.isdir(path)]


def results_there(
    jobs: Iterable[Job], address: str, repositories: Sequence[Repository]
) -> Iterator[tuple[int, bytes]]:
    """Yield what comes of the jobs, packed, with their numbers, as they are done.

    Raises FleetError where the cluster can't be used, or goes away.
    """
    client = _connected(address)
    try:
        with _told(address):
            _compare(client)
            _look_for(client, [each.path for each in repositories if each.path is not None])
            yield from _results(client, iter(jobs), address)
    finally:
        _close(client)


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise FleetError("--scheduler needs Dask; pip install 'snapcheck[dask]'") from error
    try:
        return Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        text = " ".join(str(error).split()) or "nobody answers"
        raise FleetError(f"can't reach the Dask scheduler at '{address}': {text}") from error


def _close(client: Client) -> None:
    try:
        client.close(timeout=2)
    except Exception:
        return  # it is gone already


class _told:  # noqa: N801  reads as a statement
    """Turns what Dask raises when a cluster goes away into one line."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError | TimeoutError | CancelledError):
            raise _gone(self._address) from error


def _compare(client: Client) -> None:
    """Refuse workers that would come to something else. Raises FleetError."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        raise FleetError("the Dask cluster has no workers; start some, and run again") from error
    here = keys.surroundings()
    answers = _asked_all(client, keys.surroundings)
    others = [worker for worker, answer in sorted(answers.items()) if answer != here]
    if others:
        named = ", ".join(others[:_SHOWN])
        raise FleetError(
            f"workers have another version of snapcheck or Python than this machine: {named}; "
            "install the same on all"
        )


def _look_for(client: Client, paths: Sequence[str]) -> None:
    """Refuse paths that a worker does not see. Raises FleetError."""
    if not paths:
        return
    for worker, missing in sorted(_asked_all(client, missing_here, paths).items()):
        if missing:
            raise FleetError(
                f"worker {worker} does not see {len(missing)} of {len(paths)} paths, such as "
                f"'{missing[0]}'; put them on a file system that all share, or list git addresses"
            )


def _asked_all(client: Client, function: Any, *arguments: object) -> dict[str, Any]:
    """Return what a function says on each worker. Raises FleetError."""
    try:
        answers: dict[str, Any] = client.run(function, *arguments, on_error="return")
    except ImportError:
        answers = {"all": ImportError("snapcheck")}
    failed = [worker for worker, answer in sorted(answers.items()) if isinstance(answer, Exception)]
    if failed:
        named = ", ".join(failed[:_SHOWN])
        raise FleetError(f"workers can't run snapcheck: {named}; install 'snapcheck[dask]' there")
    return answers


def _results(client: Client, jobs: Iterator[Job], address: str) -> Iterator[tuple[int, bytes]]:
    from distributed import as_completed

    run, numbers = uuid.uuid4().hex[:8], dict[str, int]()
    workers = _Workers(client, address)
    under_way = as_completed(loop=client.loop)
    exhausted = False
    while numbers or not exhausted:
        while not exhausted and len(numbers) < _AHEAD * max(1, workers.threads()):
            job = next(jobs, None)
            if job is None:
                exhausted = True
                break
            key = f"snapcheck-{run}-{job.number}"
            numbers[key] = job.number
            data = packed_job(job)
            future = client.submit(run_packed, data, key=key, pure=False, retries=_RETRIES)
            under_way.add(future)
        if numbers:
            workers.wait_for(under_way.has_ready)
            done: Future = next(under_way)
            yield numbers.pop(str(done.key)), _result(done)
            done.release()


class _Workers:
    """The workers that a cluster has, asked for now and then."""

    def __init__(self, client: Client, address: str) -> None:
        self._client = client
        self._address = address
        self._asked = self._seen = monotonic()
        self._threads: int = sum(client.nthreads().values())

    def threads(self) -> int:
        """Return how many repositories can be worked on at once."""
        now = monotonic()
        if now - self._asked > _PAUSE:
            self._threads = sum(self._client.nthreads().values())
            self._asked = now
        if self._threads:
            self._seen = now
        return self._threads

    def wait_for(self, is_ready: Callable[[], bool]) -> None:
        """Wait until something is done. Raises FleetError where nothing can be any more."""
        while not is_ready():
            if self._client.status != "running":
                raise _gone(self._address)
            if not self.threads() and monotonic() - self._seen > _PATIENCE:
                raise FleetError(
                    f"the Dask cluster at '{self._address}' has lost its workers; "
                    f"what was done is kept: {_MEND}"
                )
            sleep(_BETWEEN)


def _gone(address: str) -> FleetError:
    return FleetError(f"the Dask cluster at '{address}' went away; what was done is kept: {_MEND}")


def _result(future: Future) -> bytes:
    """Return what came of a job; one that Dask gave up is an outcome like others."""
    from distributed import KilledWorker

    if future.cancelled():
        raise ConnectionError("the scheduler has forgotten it")
    try:
        data: bytes = future.result()
    except KilledWorker:
        return packed(Outcome(State.DIED, "ended the Dask workers that it ran on"))
    return data
