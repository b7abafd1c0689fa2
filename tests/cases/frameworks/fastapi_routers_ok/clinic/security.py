# (module of the case) an object in `app.state` that a hook renews
import secrets

from snapshot_restore_py import register_after_restore


class Nonces:
    def __init__(self) -> None:
        self._salt = secrets.token_hex(8)  # ok: renewed below
        self._count = 0
        register_after_restore(self._renew)

    def _renew(self) -> None:
        self._salt = secrets.token_hex(8)

    def next(self) -> str:
        self._count += 1
        return f"{self._salt}-{self._count}"
