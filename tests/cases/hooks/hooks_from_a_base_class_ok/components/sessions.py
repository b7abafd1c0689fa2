# (module of the case) a generator and a token that its own renew makes
import random
import secrets

from .base import Renewable


class Sessions(Renewable):
    def renew(self) -> None:
        self._token = secrets.token_urlsafe(16)  # ok: runs again after the restore
        self._rng = random.Random()  # ok: runs again after the restore

    def current(self) -> str:
        return self._token

    def lane(self) -> int:
        return self._rng.randrange(10**9)
