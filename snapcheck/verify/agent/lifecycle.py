"""The life of a function: INIT once, then many environments forked from it, or one cold start."""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import signal
import sys
import traceback
import uuid
from typing import Any

from . import clock, folders, hooks, identity, network
from .acts import Acts, background
from .channel import Channel
from .describe import described, fields, is_plain, leaves
from .draws import Draws
from .holders import Holders
from .lines import Line, Lines
from .loaded import begin, own_modules

_Object = dict[str, Any]
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_LIBC: Any = ctypes.PyDLL(None)


def main(incoming: int, outgoing: int, parent: int) -> None:
    """Do what the commands say, until there are none any more."""
    _end_with(parent)
    channel = Channel(incoming, outgoing)
    setting = channel.receive()
    if setting is not None:
        Process(channel, setting).live()
    os._exit(0)  # no exit handlers: nothing of this process is to be kept


def _end_with(parent: int) -> None:
    """End when the parent does, at once if it is gone already."""
    _LIBC.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


class Context:
    """What a handler gets as its second argument; the names of log streams are not there."""

    function_name = "function"
    function_version = "1"
    memory_limit_in_mb = "128"
    invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:function:1"
    identity = None
    client_context = None

    def __init__(self) -> None:
        self.aws_request_id = str(uuid.uuid4())
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")

    def get_remaining_time_in_millis(self) -> int:
        """Return as much as a function has that was only just called."""
        return 30_000


class Process:
    """One process: a snapshot that environments are forked from, or a cold start."""

    def __init__(self, channel: Channel, setting: _Object) -> None:
        self._channel = channel
        self._setting = setting
        self._watches: list[_Object] = setting["watches"]
        self._at: dict[Line, list[_Object]] = {}
        files: dict[str, set[int]] = {file: set() for file in setting["files"]}
        for file, line in setting["lines"]:
            files.setdefault(file, set()).add(line)
        for watch in self._watches:
            for file, line in watch["lines"]:
                self._at.setdefault((file, line), []).append(watch)
        self._holders = Holders(files)
        self._draws = Draws(files, self._held)
        drawn = any(watch["draws"] for watch in self._watches)
        self._lines = Lines(files, self._sample, self._draws.step, steps=drawn)
        self._acts = Acts(self._lines)
        self._files = files
        self._samples: dict[str, dict[str, str] | None] = {}
        self._setup: Any = None

    def live(self) -> None:
        """Run INIT, then one environment for each command."""
        self._prepare()
        handler = self._initialise()
        if handler is None:
            return
        if not self._setting["cold"]:
            self._freeze()
        while True:
            command = self._channel.receive()
            if command is None:
                return
            if self._setting["cold"]:
                self._run(handler, command)
            else:
                self._fork(handler, command)

    def _prepare(self) -> None:
        setting = self._setting
        clock.take_over()
        identity.take_over()
        identity.become(setting["host"])
        clock.move(setting["wall"])
        network.rotate(setting["number"])
        network.guard()
        self._acts.start()
        folders.enter(setting["folder"], setting["code"])
        sys.path[:0] = setting["paths"]
        sys.argv = ["bootstrap"]
        sys.dont_write_bytecode = True
        begin()

    def _initialise(self) -> Any:
        """Run INIT and the hooks before the snapshot; return the handler, or None if it failed."""
        setting = self._setting
        real = hooks.provide()
        try:
            self._set_up()
            self._lines.start()
            module = importlib.import_module(setting["module"])
            handler: Any = module
            for name in setting["function"].split("."):
                handler = getattr(handler, name)
            hooks.run_before_snapshot()
        except BaseException as error:
            self._channel.send("init", error=self._error(error), **self._observed())
            return None
        self._acts.watch_aws()
        self._channel.send(
            "init",
            background=background(),
            hooks=hooks.registered(),
            real_hooks=real,
            modules=self._loaded(),
            python=".".join(map(str, sys.version_info[:3])),
            coverage=self._lines.by,
            **self._observed(),
        )
        return handler

    def _set_up(self) -> None:
        """Run the user's own preparations: the file itself, then what it says comes before."""
        file = self._setting["setup"]
        if not file:
            return
        sys.path.append(os.path.dirname(file))
        self._setup = importlib.import_module(os.path.splitext(os.path.basename(file))[0])
        self._call_setup("before_snapshot")
        if self._setting["cold"]:
            self._call_setup("after_restore")

    def _call_setup(self, name: str) -> None:
        function = getattr(self._setup, name, None)
        if function is not None:
            function()

    def _freeze(self) -> None:
        """Go on in a copy, without the threads of INIT: they would go on between environments."""
        parent = _LIBC.getpid()
        pid = _LIBC.fork()
        if pid:
            _, status = os.waitpid(pid, 0)
            os._exit(1 if status else 0)
        _end_with(parent)

    def _fork(self, handler: Any, command: _Object) -> None:
        """Fork past CPython, whose own handlers for forks renew what a snapshot freezes."""
        parent = _LIBC.getpid()
        pid = _LIBC.fork()
        if pid:
            _, status = os.waitpid(pid, 0)
            self._channel.send("gone", status=status)
            return
        try:
            _end_with(parent)
            self._restore(command)
            self._run(handler, command)
        finally:
            os._exit(0)

    def _restore(self, command: _Object) -> None:
        """Make the copy an environment of its own, as Lambda does before it runs any code."""
        self._lines.forget()
        self._acts.forget()
        self._draws.forget()
        self._samples.clear()
        self._lines.enter("prepare")
        network.end_connections()
        network.rotate(command["number"])
        identity.become(command["host"])
        clock.move(command["wall"])
        folders.enter(command["folder"], self._setting["code"])
        self._call_setup("after_restore")

    def _run(self, handler: Any, command: _Object) -> None:
        """Run the hooks, then all invocations; tell after each what was seen."""
        self._channel.send("phase", name="restore", pid=_LIBC.getpid())
        self._lines.enter("restore")
        waiting: list[_Object] = []
        try:
            waiting = hooks.run_after_restore()
            self._draws.end()
        except BaseException as error:
            failed = self._error(error)
            self._channel.send("environment", error=failed, waiting=waiting, **self._observed())
            return
        answers = [
            self._invoke(handler, event, number)
            for number, event in enumerate(command["events"], 1)
        ]
        self._channel.send(
            "environment",
            waiting=waiting,
            answers=answers,
            variables=self._variables(),
            names=sorted(self._lines.names),
            **self._observed(),
        )

    def _invoke(self, handler: Any, event: Any, number: int) -> _Object:
        self._channel.send("phase", name=f"invocation {number}", pid=_LIBC.getpid())
        self._lines.enter("prepare")
        self._acts.watch_aws()
        self._holders.context = Context()
        for watch in self._watches:
            if not watch["lines"]:
                self._take(watch)
        self._lines.enter(f"invoke {number}")
        try:
            answer = handler(json.loads(json.dumps(event)), self._holders.context)
        except BaseException as error:
            self._leave()
            return {"error": self._error(error), "leaves": {}}
        self._leave()
        return {"leaves": {path: described(value) for path, value in leaves(answer)}}

    def _leave(self) -> None:
        """End what an invocation is watched for: what follows is the agent's own."""
        self._draws.end()
        self._lines.enter("prepare")

    # --- what is seen ---------------------------------------------------------------------------

    def _sample(self, line: Line) -> None:
        for watch in self._at.get(line, ()):
            self._take(watch)

    def _take(self, watch: _Object) -> None:
        """Note what a holder keeps when it is first used."""
        if watch["late"] and self._lines.phase == "init":
            return
        if watch["draws"]:
            self._draws.begin(watch)
        if watch["id"] not in self._samples:
            held = self._held(watch)
            self._samples[watch["id"]] = described(held) if held else None

    def _held(self, watch: _Object) -> list[Any]:
        return self._holders.kept(watch["holder"], watch["file"], watch["path"])

    def _observed(self) -> _Object:
        """Return all that was seen since the process, or the environment, began."""
        lines = self._lines
        return {
            "samples": dict(self._samples),
            "lines": [
                (phase, file, line, count)
                for phase, counted in lines.seen.items()
                for (file, line), count in counted.items()
            ],
            "raised": sorted(lines.raised),
            "moved": sorted(self._draws.moved),
            "acts": [
                (phase, act, file, line, count)
                for phase, counted in self._acts.seen.items()
                for (act, file, line), count in counted.items()
            ],
            "calls": self._acts.names,
        }

    def _loaded(self) -> list[str]:
        return sorted({file for file, _ in own_modules(self._files)})

    def _variables(self) -> list[tuple[str, str, dict[str, str]]]:
        """Return the plain values of the program's modules and classes: file, name, description."""
        found = []
        for file, module in own_modules(self._files):
            for name, value in list(vars(module).items()):
                found += [(file, *each) for each in _plain_values(name, value, module)]
        return found

    def _error(self, error: BaseException) -> _Object:
        frames = traceback.extract_tb(error.__traceback__)
        own = [(each.filename, each.lineno or 0) for each in frames if each.filename in self._files]
        return {"type": type(error).__name__, "message": str(error)[:300], "lines": own}


def _plain_values(name: str, value: Any, module: Any) -> list[tuple[str, dict[str, str]]]:
    """Return a plain variable, or the plain attributes of a class or an object of the program."""
    if name.startswith("__"):
        return []
    inside = [(name, value)]
    if isinstance(value, type) and value.__module__ == module.__name__:
        inside = [(f"{name}.{key}", each) for key, each in vars(value).items() if key[:2] != "__"]
    elif type(value).__module__ == module.__name__:
        inside = [(f"{name}.{key}", each) for key, each in fields(value)]
    texts = [(key, described(each)) for key, each in inside if is_plain(each)]
    return [(key, text) for key, text in texts if text is not None]
