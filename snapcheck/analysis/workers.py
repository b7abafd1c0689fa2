"""Work spread over processes, where there is enough of it.

A process that dies takes nothing with it but what it worked on: the rest is done all the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.connection import Connection

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

# Elsewhere than on Linux, a copy of a process does not find all that it had.
_FORKS = sys.platform == "linux"
# Batches for each process: fewer leave one of them idle at the end, more cost messages.
_BATCHES = 10
# No batch is of more bytes of source: what comes of one is in memory more than once for a moment.
_LARGEST = 2_000_000
# For fewer bytes of source, a second process takes longer to start than it saves.
_WORTH_A_PROCESS = 300_000


class Workers(Generic[Shared]):
    """Processes that all know `shared`; with one job there are none, and work is done here.

    `get_ready` is done once, here, before this process is copied.
    """

    def __init__(
        self, jobs: int, shared: Shared, get_ready: Callable[[], object] = lambda: None
    ) -> None:
        self._jobs = jobs
        self._shared = shared
        self._get_ready = get_ready
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers[Shared]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def each(
        self,
        work: Callable[[Item, Shared], Result],
        items: Sequence[Item],
        weight: Callable[[Item], int],
        died: Callable[[Item], Result],
    ) -> Iterator[tuple[int, Result]]:
        """Do `work` on each item: the results with the items' numbers, in any order.

        Other processes begin at once; here the work is done as its results are asked for. `weight`
        is how many bytes of source an item is; `died` is the result for an item that its process
        did not survive.
        """
        weights = [weight(item) for item in items]
        if self._jobs < 2 or len(items) < 2 or sum(weights) < _WORTH_A_PROCESS:
            return ((number, work(item, self._shared)) for number, item in enumerate(items))
        # Most runs are small, and need not wait for what large ones import.
        from concurrent.futures.process import BrokenProcessPool

        broken: list[int] = []
        futures: dict[Future[list[Result]], list[int]] = {}
        pool = self._running()
        for batch in _batches(weights, max(self._jobs * _BATCHES, sum(weights) // _LARGEST)):
            try:
                futures[pool.submit(_do, work, [items[number] for number in batch])] = batch
            except BrokenProcessPool:
                broken.extend(batch)
        return self._results(work, items, died, futures, broken)

    def _results(
        self,
        work: Callable[[Item, Shared], Result],
        items: Sequence[Item],
        died: Callable[[Item], Result],
        futures: dict[Future[list[Result]], list[int]],
        broken: list[int],
    ) -> Iterator[tuple[int, Result]]:
        """Yield what comes of the batches of items that were begun.

        Those that broke are tried again.
        """
        from concurrent.futures import as_completed
        from concurrent.futures.process import BrokenProcessPool

        for future in as_completed(futures):
            # A future holds its results as long as it is known.
            batch = futures.pop(future)
            try:
                yield from zip(batch, future.result(), strict=True)
            except BrokenProcessPool:
                broken.extend(batch)
        for number in sorted(broken):
            yield number, self._alone(work, items[number], died)

    def _alone(
        self,
        work: Callable[[Item, Shared], Result],
        item: Item,
        died: Callable[[Item], Result],
    ) -> Result:
        """Work again on an item that may have killed a process, with no other beside it."""
        from concurrent.futures.process import BrokenProcessPool

        self._stop()
        try:
            return self._running(1).submit(_do, work, [item]).result()[0]
        except BrokenProcessPool:
            return died(item)

    def _running(self, jobs: int | None = None) -> ProcessPoolExecutor:
        if self._pool is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            if _FORKS:
                self._get_ready()
            # A copy of this process knows all that it knows; a new one has to be told.
            self._pool = ProcessPoolExecutor(
                jobs or self._jobs,
                multiprocessing.get_context("fork" if _FORKS else "spawn"),
                _begin,
                (self._shared,),
            )
        return self._pool

    def _stop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def aside(
    jobs: int, meanwhile: Callable[[], object] = lambda: None
) -> Callable[[Callable[[], Result]], Callable[[], Result]]:
    """Return a way to begin work beside this process, if it may have `jobs` of them.

    `meanwhile` is done here once another process has begun. Elsewhere than on Linux a new process
    would have to be told everything first: there the work is done when it is waited for.
    """

    def begin(work: Callable[[], Result]) -> Callable[[], Result]:
        if jobs < 2 or not _FORKS:
            return work
        import multiprocessing

        forking = multiprocessing.get_context("fork")
        reading, writing = forking.Pipe(duplex=False)
        process = forking.Process(target=_tell, args=(work, writing), daemon=True)
        process.start()
        writing.close()
        meanwhile()

        def wait() -> Result:
            try:
                result: Result = reading.recv()
            except EOFError:  # it died, or failed: who does it here learns why
                result = work()
            process.join()
            return result

        return wait

    return begin


def _tell(work: Callable[[], object], writing: Connection) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    writing.send(work())
    writing.close()


def _batches(weights: Sequence[int], count: int) -> Iterable[list[int]]:
    """Return the items' numbers in at most `count` batches of about equal weight, heavy first.

    Each batch holds neighbours as far as may be: they lie in the same folders.
    """
    limit = sum(weights) / count
    batches: list[tuple[int, list[int]]] = []
    total, batch = 0, list[int]()
    for number, weight in enumerate(weights):
        if batch and total + weight > limit:
            batches.append((total, batch))
            total, batch = 0, []
        total += weight
        batch.append(number)
    batches.append((total, batch))
    return [batch for _, batch in sorted(batches, key=lambda each: -each[0])]


_shared: object = None


def _begin(shared: object) -> None:
    import signal

    global _shared
    _shared = shared
    # Who interrupts a run interrupts the process that started it; that one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(work: Callable[[Item, Shared], Result], items: Sequence[Item]) -> list[Result]:
    return [work(item, cast("Shared", _shared)) for item in items]
