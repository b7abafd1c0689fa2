# (module of the case) settings, some of them drawn
import functools
import os
import uuid
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    stage: str = field(default_factory=lambda: os.environ.get("STAGE", "dev"))
    deployment: str = field(default_factory=lambda: uuid.uuid4().hex[:8])  # expect: SNAP201
    page_size: int = 20


@functools.lru_cache(maxsize=1)
def get_settings() -> Settings:
    return Settings()
