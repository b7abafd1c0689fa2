"""The conversation over standard input and output, where one thread does nothing but read.

pygls reads each line of a message on a thread of a pool. While an analysis is running, each such
hand-over waits for its turn; here a message takes one.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from contextlib import suppress
from typing import BinaryIO

from pygls.io_ import StdoutWriter, run_async
from pygls.lsp.server import LanguageServer

_MOST = 64 * 1024
# How long a thread may go on while another one waits, in seconds: a tenth of Python's own choice.
_TURN = 0.0005

logger = logging.getLogger(__name__)


def converse(server: LanguageServer, source: BinaryIO, target: BinaryIO) -> None:
    """Serve the editor at the other end until it ends the conversation or dies."""
    sys.setswitchinterval(_TURN)
    server.protocol.set_writer(StdoutWriter(target))
    with suppress(BrokenPipeError, KeyboardInterrupt, SystemExit):  # the end, said or not
        asyncio.run(_converse(server, source))


async def _converse(server: LanguageServer, source: BinaryIO) -> None:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()

    def read() -> None:
        try:
            while data := os.read(source.fileno(), _MOST):
                loop.call_soon_threadsafe(reader.feed_data, data)
            loop.call_soon_threadsafe(reader.feed_eof)
        except (OSError, RuntimeError):
            pass  # the input was closed, or the loop has ended

    threading.Thread(target=read, name="snapcheck-input", daemon=True).start()
    report = server.report_server_error
    await run_async(threading.Event(), reader, server.protocol, logger, report)
