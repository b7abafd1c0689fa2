"""moto's server, for the services that only have to be there; it comes with `snapcheck[verify]`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any


def is_installed() -> bool:
    """Tell whether moto and what its server needs are there."""
    return all(find_spec(name) is not None for name in ("moto", "flask", "flask_cors"))


class Moto:
    """A running server."""

    def __init__(self) -> None:
        self._server: Any = import_module("moto.server").ThreadedMotoServer(port=0, verbose=False)
        self._server.start()

    @property
    def port(self) -> int:
        """Where it answers."""
        return int(self._server.get_host_and_port()[1])

    def close(self) -> None:
        """Stop it."""
        self._server.stop()
