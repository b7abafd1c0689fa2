# (module of the case) numbers its writes with a prefix drawn when it is built
import secrets


class OrderRepository:
    def __init__(self, table: str) -> None:
        self._table = table
        self._prefix = secrets.token_hex(4)  # expect: SNAP202
        self._written = 0

    def insert(self, order: dict) -> str:
        self._written += 1
        key = f"{self._prefix}-{self._written:06d}"
        order["key"] = key
        return key
