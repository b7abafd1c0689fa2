"""Work spread over processes, where there is enough of it.

A process that dies takes nothing with it but what it worked on: the rest is done all the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct, field

from snapcheck.analysis import processes
from snapcheck.analysis.processes import Worker
from snapcheck.analysis.room import with_room

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

_FORKS = processes.FORKS
# Batches for each process: fewer leave one of them idle at the end, more cost messages.
_BATCHES = 10
# No batch is of more bytes of source: what comes of one is in memory more than once for a moment.
_LARGEST = 2_000_000
# For fewer bytes of source, a second process takes longer to start than it saves.
_WORTH_A_PROCESS = 300_000


class Limits(Struct, frozen=True):
    """The seconds and the megabytes of memory that work on one item may take; None: all there is.

    They are the last resort: what they end, another machine may do.
    """

    seconds: float | None = None
    memory: int | None = None

    @property
    def are_set(self) -> bool:
        """Return whether there is any limit."""
        return self != NO_LIMITS


NO_LIMITS = Limits()


class Lost(Enum):
    """Why work on an item has no result."""

    DIED = "the process died"
    TIME = "it took too long"
    ALONE = "the system gave no process to work on it"


class _Lot(Struct, eq=False):
    """Items that were handed in together; `died` is the result of one that has none."""

    work: Callable[..., Any]
    items: Sequence[Any]
    died: Callable[[Any, Lost], Any]
    left: int
    done: deque[tuple[int, Any]] = field(default_factory=deque)


class _Batch(Struct, eq=False):
    """Items of one lot that a process works on, by number; the first one since a point in time."""

    lot: _Lot
    numbers: deque[int]
    is_second_try: bool = False
    since: float = 0.0


class Workers(Generic[Shared]):
    """Processes that all know `shared`; with one job there are none, and work is done here.

    `get_ready` is done once, here, before this process is copied. Where there are `limits`, all
    work is done in other processes, so that these can be ended. Where the system gives no more
    processes, those that there are do the work, or this one.
    """

    def __init__(
        self,
        jobs: int,
        shared: Shared,
        get_ready: Callable[[], object] = lambda: None,
        limits: Limits = NO_LIMITS,
    ) -> None:
        self._jobs = jobs
        self._shared = shared
        self._get_ready = get_ready
        self._limits = limits
        self._idle: list[Worker] = []
        self._busy: dict[Connection, tuple[Worker, _Batch]] = {}
        self._waiting: deque[_Batch] = deque()
        self._again: deque[_Batch] = deque()
        self._is_ready = False

    def __enter__(self) -> Workers[Shared]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._all():
            worker.end()
        self._idle, self._busy = [], {}

    def each(
        self,
        work: Callable[[Item, Shared], Result],
        items: Sequence[Item],
        weight: Callable[[Item], int],
        died: Callable[[Item, Lost], Result],
    ) -> Iterator[tuple[int, Result]]:
        """Do `work` on each item: the results with the items' numbers, in any order.

        Other processes begin at once; here the work is done as its results are asked for. `weight`
        is how many bytes of source an item is; `died` is the result for an item that its process
        did not survive.
        """
        weights = [weight(item) for item in items]
        is_small = self._jobs < 2 or len(items) < 2 or sum(weights) < _WORTH_A_PROCESS
        if not items or (is_small and not self._limits.are_set):
            return ((number, work(item, self._shared)) for number, item in enumerate(items))
        lot = _Lot(work, items, died, len(items))
        count = max(1, self._jobs * _BATCHES, sum(weights) // _LARGEST)
        self._waiting.extend([_Batch(lot, deque(batch)) for batch in _batches(weights, count)])
        self._hand_out()
        return self._results(lot)

    def _results(self, lot: _Lot) -> Iterator[tuple[int, Any]]:
        """Yield what comes of a lot; what comes of others meanwhile is kept for who asks."""
        while lot.left or lot.done:
            while lot.done:
                yield lot.done.popleft()
            if lot.left:
                self._hand_out()
                if self._busy:
                    self._hear()
                else:
                    self._do_here(self._waiting.popleft())

    def _hand_out(self) -> None:
        """Give each idle process something to do, and begin more of them while there is work.

        What may have killed a process is tried again when nothing else runs beside it.
        """
        while self._waiting and (self._idle or len(self._busy) < self._jobs):
            self._give(self._waiting.popleft())
        if self._again and not self._busy and not self._waiting:
            self._give(self._again.popleft())

    def _do_here(self, batch: _Batch) -> None:
        """Do without any other process; nobody could end what takes more than the limits."""
        lot = batch.lot
        for number in batch.numbers:
            item = lot.items[number]
            alone = self._limits.are_set
            result = lot.died(item, Lost.ALONE) if alone else lot.work(item, self._shared)
            lot.left -= 1
            lot.done.append((number, result))

    def _give(self, batch: _Batch) -> None:
        try:
            worker = self._idle.pop() if self._idle else self._begin()
        except OSError:
            self._jobs = len(self._busy)
            self._waiting.appendleft(batch)
            return
        batch.since = monotonic()
        self._busy[worker.pipe] = (worker, batch)
        try:
            worker.pipe.send((batch.lot.work, [batch.lot.items[n] for n in batch.numbers]))
        except OSError:  # it died while it was idle, or it has no more memory
            self._lose(worker.pipe, Lost.DIED)

    def _hear(self) -> None:
        """Wait for the next result, or for the next process that dies or takes too long."""
        from multiprocessing.connection import wait

        seconds, now = self._limits.seconds, monotonic()
        timeout = None
        if seconds is not None and self._busy:
            first = min(batch.since for _, batch in self._busy.values())
            timeout = max(0.0, first + seconds - now)
        for pipe in wait(list(self._busy), timeout):
            self._receive(pipe)  # type: ignore[arg-type]
        if seconds is not None:
            late = [
                pipe
                for pipe, (_, batch) in self._busy.items()
                if monotonic() - batch.since >= seconds and not pipe.poll()
            ]
            for pipe in late:
                self._lose(pipe, Lost.TIME)

    def _receive(self, pipe: Connection) -> None:
        worker, batch = self._busy[pipe]
        try:
            kind, result = pipe.recv()
        except (EOFError, OSError):
            self._lose(pipe, Lost.DIED)
            return
        number = batch.numbers.popleft()
        batch.since = monotonic()
        if not batch.numbers:
            del self._busy[pipe]
            self._idle.append(worker)
        if kind is _Kind.ERROR:
            raise result
        lot = batch.lot
        lot.left -= 1
        if kind is _Kind.UNSENT:
            result = lot.died(lot.items[number], Lost.DIED)
        lot.done.append((number, result))

    def _lose(self, pipe: Connection, why: Lost) -> None:
        """Do without a process, and begin anew with what it had still to do."""
        worker, batch = self._busy.pop(pipe)
        worker.end()
        first, lot = batch.numbers.popleft(), batch.lot
        if why is Lost.DIED and not batch.is_second_try:
            # It may have died of what ran beside it.
            self._again.append(_Batch(lot, deque([first]), is_second_try=True))
        else:
            lot.left -= 1
            lot.done.append((first, lot.died(lot.items[first], why)))
        if batch.numbers:
            self._waiting.append(_Batch(lot, batch.numbers))

    def _begin(self) -> Worker:
        if _FORKS and not self._is_ready:
            self._get_ready()
            self._is_ready = True
        # A copy of this process knows all that it knows; a new one has to be told.
        arguments = (self._shared, self._limits.memory)
        return processes.begin(_serve, arguments, forks=_FORKS, others=self._all())

    def _all(self) -> list[Worker]:
        return [*self._idle, *[worker for worker, _ in self._busy.values()]]


class _Kind(Enum):
    """What a process answers: a result, an error to be raised, or that it could not send one."""

    RESULT = "result"
    ERROR = "error"
    UNSENT = "unsent"


def _serve(pipe: Connection, shared: object, memory: int | None) -> None:
    """Do the work that comes through the pipe, until it ends."""
    if memory is not None:
        processes.limit_memory(memory)
    while True:
        work, items = pipe.recv()
        for item in items:
            answer: tuple[_Kind, object]
            try:
                answer = (_Kind.RESULT, with_room(partial(work, item, shared)))
            except Exception as error:
                answer = (_Kind.ERROR, error)
            try:
                pipe.send(answer)
            except OSError:
                return
            except Exception:  # it can't be packed, or there is no memory for that
                pipe.send((_Kind.UNSENT, None))


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
        try:
            worker = processes.begin(_tell, (work,), forks=True)
        except OSError:
            return work
        meanwhile()

        def wait() -> Result:
            try:
                result: Result = worker.pipe.recv()
            except (EOFError, OSError):  # it died, or failed: who does it here learns why
                result = work()
            worker.end()
            return result

        return wait

    return begin


def _tell(pipe: Connection, work: Callable[[], object]) -> None:
    try:
        result = work()
    except Exception:
        return  # who waits does it again, and learns why
    pipe.send(result)


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
