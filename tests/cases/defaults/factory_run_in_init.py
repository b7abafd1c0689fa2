# default_factory runs in the phase of the construction: an instance built in INIT freezes what its factories make, at the field's line.
# settles: default factories run with the construction
# oracle: COLLIDES, STALE-TIME
import time
import uuid
from dataclasses import dataclass, field


@dataclass
class Settings:
    stage: str = "prod"
    session: str = field(default_factory=lambda: uuid.uuid4().hex)  # expect: SNAP201
    booted: float = field(default_factory=time.time)  # expect: SNAP301


settings = Settings()


def handler(event, context):
    return {"session": settings.session, "booted": settings.booted}
