# The same class, built in INVOKE; INIT builds one with its own values.
# about: SNAP201, SNAP301
# settles: default factories run with the construction
# oracle: ok
import time
import uuid
from dataclasses import dataclass, field


@dataclass
class Settings:
    session: str = field(default_factory=lambda: uuid.uuid4().hex)  # ok
    booted: float = field(default_factory=time.time)  # ok


FALLBACK = Settings(session="none", booted=0.0)


def handler(event, context):
    settings = Settings()
    return {"session": settings.session, "booted": settings.booted, "fallback": FALLBACK.session}
