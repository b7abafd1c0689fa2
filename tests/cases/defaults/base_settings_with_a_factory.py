# Settings that read plain variables are silent; a factory among their fields runs when INIT builds them.
# settles: settings of environment variables
# oracle: COLLIDES
import uuid

from pydantic import Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    stage: str = "dev"  # ok: the same in every environment
    worker: str = Field(default_factory=lambda: uuid.uuid4().hex)  # expect: SNAP201


settings = Settings()


def handler(event, context):
    return {"stage": settings.stage, "worker": settings.worker}
