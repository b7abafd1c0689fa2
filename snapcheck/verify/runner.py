"""Runs one entry point: a snapshot and the environments restored from it, then cold starts."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from snapcheck.interruption import put_off
from snapcheck.verify.agent_process import AgentProcess, Ended, Silent, agent
from snapcheck.verify.observed import Entered, Environment, Failed, Gone, Init
from snapcheck.verify.plan import Job
from snapcheck.verify.standin.server import StandIn
from snapcheck.verify.surroundings import variables

DAY = 86_400
RESTORE_SECONDS = 10
"""How long after-restore hooks may take: Lambda's own limit."""
_FEWEST_INVOCATIONS = 3


class Options(Struct, frozen=True):
    """How much is run, by which interpreter, and for how many seconds a step may run."""

    python: Path
    environments: int = 8
    cold_starts: int = 3
    seconds: float = 30
    setup: Path | None = None
    given: Mapping[str, str] = {}
    show_output: bool = False


class ColdStart(Struct, frozen=True):
    """An environment without a snapshot: the control. `environment` is None if INIT failed."""

    init: Init
    environment: Environment | None


class Outcome(Struct, frozen=True):
    """What one job came to; `environments` is empty if INIT failed."""

    init: Init
    environments: tuple[Environment, ...]
    cold_starts: tuple[ColdStart, ...]
    unknown: tuple[str, ...] = ()


def run(job: Job, options: Options, standin: StandIn) -> Outcome:
    """Run a job. The stand-in gives other answers in INIT, and in each environment."""
    standin.unknown.clear()
    with _folder() as folder:
        init, environments = _snapshot(job, options, standin, folder)
        first = options.environments + 1
        cold = [
            _cold_start(job, options, standin, folder / f"cold{number}", number)
            for number in range(first, first + options.cold_starts)
        ]
    return Outcome(init, environments, tuple(cold), tuple(sorted(standin.unknown)))


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="snapcheck-verify-"))
    try:
        yield folder
    finally:
        with put_off():
            shutil.rmtree(folder, ignore_errors=True)


def invocations(job: Job) -> tuple[object, ...]:
    """Return the events of one environment: each at least twice, for the second call is warm."""
    rounds = max(2, -(-_FEWEST_INVOCATIONS // max(1, len(job.events))))
    return job.events * rounds


class _Setting(Struct, frozen=True):
    """What an agent is told first; see `agent/lifecycle.py`."""

    cold: bool
    number: int
    host: str
    wall: int
    folder: str
    code: str
    paths: tuple[str, ...]
    module: str
    function: str
    setup: str
    files: tuple[str, ...]
    lines: tuple[tuple[str, int], ...]
    watches: tuple[object, ...]


class _Restore(Struct, frozen=True):
    """The next environment."""

    number: int
    host: str
    wall: int
    folder: str
    events: tuple[object, ...]


def _setting(job: Job, options: Options, folder: Path, number: int, *, cold: bool) -> _Setting:
    return _Setting(
        cold=cold,
        number=number,
        host=f"host-{number}",
        wall=DAY * number,
        folder=str(folder),
        code=job.code,
        paths=job.paths,
        module=job.module,
        function=job.function,
        setup=os.path.abspath(options.setup) if options.setup is not None else "",
        files=job.files,
        lines=job.lines,
        watches=job.watches,
    )


def _snapshot(
    job: Job, options: Options, standin: StandIn, folder: Path
) -> tuple[Init, tuple[Environment, ...]]:
    standin.version = 0
    around = variables(os.environ, options.given, standin.url, None)
    with agent(options.python, around, show_output=options.show_output) as process:
        process.tell(_setting(job, options, folder / "snapshot", 0, cold=False))
        init = _init(process, options)
        found: list[Environment] = []
        while init.error is None and len(found) < options.environments:
            number = standin.version = len(found) + 1
            host, home = f"host-{number}", str(folder / f"environment{number}")
            process.tell(_Restore(number, host, DAY * number, home, invocations(job)))
            found.append(_environment(process, options))
            if any(failed.type in _FATAL for failed in found[-1].failures):
                break  # it takes long, and the next one would do the same
        return init, tuple(found)


def _cold_start(
    job: Job, options: Options, standin: StandIn, folder: Path, number: int
) -> ColdStart:
    standin.version = number
    around = variables(os.environ, options.given, standin.url, number)
    with agent(options.python, around, show_output=options.show_output) as process:
        process.tell(_setting(job, options, folder, number, cold=True))
        init = _init(process, options)
        if init.error is not None:
            return ColdStart(init, None)
        host = f"host-{number}"
        process.tell(_Restore(number, host, DAY * number, str(folder), invocations(job)))
        return ColdStart(init, _environment(process, options, forked=False))


_TIMEOUT, _CRASH = "Timeout", "Crash"
_FATAL = (_TIMEOUT, _CRASH)


def _init(process: AgentProcess, options: Options) -> Init:
    try:
        message = process.hear(options.seconds)
    except Silent:
        text = f"INIT is not done after {options.seconds:g} seconds"
        return Init(error=Failed(_TIMEOUT, text))
    except Ended as error:
        return Init(error=Failed(_CRASH, f"the process ended in INIT: {error}"))
    assert isinstance(message, Init)
    return message


def _environment(process: AgentProcess, options: Options, *, forked: bool = True) -> Environment:
    """Hear one environment out; one that takes too long is ended, and so are the rest."""
    found: Environment | None = None
    phase, seconds = Entered("restore", 0), options.seconds
    while True:
        try:
            message = process.hear(seconds)
        except Silent:
            if phase.pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(phase.pid, signal.SIGKILL)
            text = f"the {phase.name} is not done after {seconds:g} seconds"
            return Environment(error=Failed(_TIMEOUT, text))
        except Ended as error:
            return found or Environment(error=Failed(_CRASH, f"the process ended: {error}"))
        if isinstance(message, Entered):
            phase = message
            seconds = RESTORE_SECONDS if phase.name == "restore" else options.seconds
        elif isinstance(message, Environment):
            found = message
            if not forked:
                return found
        elif isinstance(message, Gone):
            text = f"the process ended in the {phase.name}: status {message.status}"
            return found or Environment(error=Failed(_CRASH, text))
