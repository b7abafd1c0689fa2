"""Forks agents as it is told over a socket; `forked_agents.py` starts it, as a program.

It loads what is slow to load before, and goes on in no other way than an agent's own start would.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

_CLIENTS = ("cloudwatch", "kms", "secretsmanager", "ses", "sns", "sqs", "ssm", "sts")
_RESOURCES = ("dynamodb", "s3")
_LONGEST = 1 << 17


def serve(orders: socket.socket, agent: str, modules: Iterable[str]) -> None:
    """Load modules, then fork an agent for each order, until there are none any more."""
    main = _agent(agent)
    for name in modules:
        with suppress(ImportError):
            import_module(name)
    if "boto3" in sys.modules:
        _read_models()
    gc.freeze()  # else each look at all objects copies their memory
    me = os.getpid()
    signal.signal(signal.SIGCHLD, _reap)
    while True:
        order, given, _, _ = socket.recv_fds(orders, _LONGEST, 2)
        if not order:
            return
        pid = os.fork()  # reseeds `random`, as a start would
        if not pid:
            orders.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            os.environ.clear()
            os.environ.update(json.loads(order))
            main(*given, me)
        for each in given:
            os.close(each)
        orders.send(str(pid).encode())


def _agent(file: str) -> Any:
    """Load the agent as its own start does; return what runs it."""
    spec = spec_from_file_location("snapcheck_agent_main", file)
    assert spec is not None
    assert spec.loader is not None
    loader = module_from_spec(spec)
    spec.loader.exec_module(loader)
    loader._load()
    return import_module("_snapcheck_agent.lifecycle").main


def _reap(*_: object) -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _read_models() -> None:
    """Read once what botocore reads in each of its sessions, and is long at."""
    session: Any = import_module("boto3.session").Session("key", "secret", region_name="us-east-1")
    loaders = import_module("botocore.loaders")
    _remember(loaders.JSONFileLoader, "exists")
    _remember(loaders.JSONFileLoader, "load_file")
    _remember(loaders.Loader, "list_available_services")
    for service in _CLIENTS:
        session.client(service)
    for service in _RESOURCES:
        session.resource(service)


def _remember(owner: Any, name: str) -> None:
    """Let a method know its answers, which are the same for all objects of its class."""
    ask = getattr(owner, name)
    known: dict[object, object] = {}

    def remembered(this: object, *arguments: object, **named: object) -> object:
        key = (arguments, *named.items())
        if key not in known:
            known[key] = ask(this, *arguments, **named)
        return known[key]

    setattr(owner, name, remembered)


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [each for each in sys.path if each and os.path.abspath(each) != here]
    serve(socket.socket(fileno=int(sys.argv[1])), sys.argv[2], sys.argv[3:])
