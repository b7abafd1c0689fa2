"""One JSON object a line, over two file descriptors that the user's code does not know."""

from __future__ import annotations

import json
import os
from typing import Any


class Channel:
    """Receives commands and sends what happened; written to by one process at a time."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming = os.fdopen(incoming, "rb")
        self._outgoing = outgoing

    def receive(self) -> dict[str, Any] | None:
        """Return the next command; None where nobody is left to send one."""
        line = self._incoming.readline()
        return json.loads(line) if line else None

    def send(self, kind: str, **fields: Any) -> None:
        """Send a message, whole, past all buffers: the sender may be killed right after."""
        data = json.dumps({"kind": kind, **fields}).encode() + b"\n"
        while data:
            data = data[os.write(self._outgoing, data) :]
