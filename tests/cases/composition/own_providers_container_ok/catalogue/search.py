# (module of the case) what the container builds
import secrets


class Session:
    def __init__(self):
        self.token = secrets.token_hex(16)  # ok: built in the handler


class Search:
    def __init__(self, rng, region):
        self._rng = rng
        self._region = region

    def rank(self, names):
        scored = [(self._rng.random(), f"{self._region}/{name}") for name in names]
        return [name for _, name in sorted(scored)] + [score for score, _ in scored]
