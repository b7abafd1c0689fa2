# (module of the case) an immutable settings object is as frozen as what it is built from
import os
import time
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    table: str
    worker_id: str
    started_at: float

    @property
    def lease_owner(self) -> str:
        return f"{self.table}/{self.worker_id}"


def load_settings() -> Settings:
    return Settings(
        table=os.environ.get("ORDERS_TABLE", "orders"),
        worker_id=uuid.uuid4().hex[:12],  # ok: told where the container is kept
        started_at=time.time(),  # ok: the same
    )
