"""What the code does to the world, from which of its lines: connects, calls AWS, starts work."""

from __future__ import annotations

import os
import sys
import threading
from collections import Counter
from collections import Counter as Counts
from collections.abc import Callable
from typing import Any

from .lines import Line, Lines

_BY_EVENT = {
    "socket.connect": "connects",
    "_thread.start_new_thread": "starts a thread",
    "_thread.start_joinable_thread": "starts a thread",
    "subprocess.Popen": "starts a process",
    "os.posix_spawn": "starts a process",
    "os.fork": "starts a process",
}


class Acts:
    """Counts acts by phase and by each line of the program that stood on the stack."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._wrapped = False
        self.seen: dict[str, Counts[tuple[str, str, int]]] = {}
        self.names: dict[str, list[str]] = {}

    def start(self) -> None:
        """Listen from now on; not to be undone."""
        sys.addaudithook(self._heard)
        self._watch_threads()

    def forget(self) -> None:
        """Start anew."""
        self.seen.clear()
        self.names.clear()

    def note(self, act: str, name: str = "") -> None:
        """Count an act; `name` says more, such as the operation of a call."""
        if name:
            self.names.setdefault(self._lines.phase, []).append(name)
        places: list[Line] = self._lines.stack()
        counted = self.seen.setdefault(self._lines.phase, Counter())
        for file, line in set(places):
            counted[act, file, line] += 1

    def watch_aws(self) -> None:
        """Count what botocore builds, and the calls of its clients, once it is there."""
        client, session = map(sys.modules.get, ("botocore.client", "botocore.session"))
        if client is None or self._wrapped or not hasattr(client, "BaseClient"):
            return
        self._wrapped = True
        created, called = client.ClientCreator.create_client, client.BaseClient._make_api_call
        note: Callable[..., None] = self.note

        def create_client(this: Any, *arguments: Any, **named: Any) -> Any:
            note("builds a client")
            return created(this, *arguments, **named)

        def make_api_call(this: Any, operation: str, parameters: Any) -> Any:
            note("calls AWS", operation)
            return called(this, operation, parameters)

        if session is not None and hasattr(session, "Session"):
            began: Callable[..., None] = session.Session.__init__

            def begin(this: Any, *arguments: Any, **named: Any) -> None:
                note("builds a session")
                began(this, *arguments, **named)

            session.Session.__init__ = begin
        client.ClientCreator.create_client = create_client
        client.BaseClient._make_api_call = make_api_call

    def _watch_threads(self) -> None:
        """Note threads where they are started: older Pythons have no event for it."""
        thread: Any = threading.Thread
        real, note = thread.start, self.note

        def start(this: Any) -> None:
            note("starts a thread")
            real(this)

        thread.start = start

    def _heard(self, event: str, _: Any) -> None:
        act = _BY_EVENT.get(event)
        if act is not None:
            self.note(act)


def background() -> list[str]:
    """Return what INIT left running: the names of its threads, other threads, other processes."""
    mine = threading.current_thread()
    known = [thread for thread in threading.enumerate() if thread is not mine]
    found = [f"thread {thread.name}" for thread in known if thread.is_alive()]
    others = len(os.listdir("/proc/self/task")) - 1 - len(known)
    found += [f"{others} threads of extension modules"] if others > 0 else []
    return found + [f"process {pid}" for pid in _children()]


def _children() -> list[str]:
    try:
        with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
            return file.read().split()
    except OSError:  # a kernel that does not tell
        return []
