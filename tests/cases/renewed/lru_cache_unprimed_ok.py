# lru_cache and cached_property that only INVOKE fills hold one value per environment.
# about: SNAP201
# oracle: ok
import functools
import uuid


@functools.lru_cache(maxsize=None)
def instance_id():
    return uuid.uuid4().hex  # ok


class Settings:
    @functools.cached_property
    def session(self):
        return uuid.uuid4().hex  # ok


settings = Settings()


def handler(event, context):
    return {"instance": instance_id(), "session": settings.session}
