# (module of the case) renewed by a coroutine
import asyncio
import uuid


class Sessions:
    def __init__(self):
        self._current = uuid.uuid4().hex  # ok: renewed

    def current(self):
        return self._current

    async def renew(self):
        await asyncio.sleep(0)
        self._current = uuid.uuid4().hex


SESSIONS = Sessions()
