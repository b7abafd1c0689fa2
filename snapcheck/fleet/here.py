"""Repositories analysed by processes of this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from queue import SimpleQueue
from typing import TypeVar

from snapcheck.fleet.nouns import Job
from snapcheck.fleet.slots import Slot

Item = TypeVar("Item")
Result = TypeVar("Result")

# Jobs that are handed out for each process: one that it works on, and the next.
_AHEAD = 2


def results_here(jobs: Iterable[Job], processes: int) -> Iterator[tuple[int, bytes]]:
    """Yield what comes of the jobs, packed, with their numbers, as they are done.

    Jobs are asked for as processes become free: no more of them are known than are needed.
    """
    slots = [Slot() for _ in range(processes)]
    idle: SimpleQueue[Slot] = SimpleQueue()
    for slot in slots:
        idle.put(slot)

    def work(job: Job) -> tuple[int, bytes]:
        slot = idle.get()
        try:
            return job.number, slot.run(job)
        finally:
            idle.put(slot)

    pool = ThreadPoolExecutor(processes)
    try:
        yield from bounded(jobs, lambda job: pool.submit(work, job), processes * _AHEAD)
    finally:
        for slot in slots:
            slot.close()
        pool.shutdown(wait=True, cancel_futures=True)


def bounded(
    items: Iterable[Item], submit: Callable[[Item], Future[Result]], most: int
) -> Iterator[Result]:
    """Yield the results of work on items, of which at most so many are under way."""
    source = iter(items)
    running: set[Future[Result]] = set()
    exhausted = False
    while running or not exhausted:
        while len(running) < most and not exhausted:
            item = next(source, None)
            if item is None:
                exhausted = True
            else:
                running.add(submit(item))
        if running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
