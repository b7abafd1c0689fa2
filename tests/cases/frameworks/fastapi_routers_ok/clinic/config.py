# (module of the case) settings that the first request loads
import uuid
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True)
class Settings:
    practice: str = "north"
    environment_id: str = field(default_factory=lambda: uuid.uuid4().hex)  # ok: built in a request


@lru_cache
def get_settings() -> Settings:
    return Settings()
