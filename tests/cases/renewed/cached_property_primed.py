# A cached_property that INIT reads is filled in INIT; it is reported at that access.
# oracle: COLLIDES
import functools
import uuid


class Settings:
    @functools.cached_property
    def session(self):
        return uuid.uuid4().hex


settings = Settings()
print("session", settings.session)  # expect: SNAP201


def handler(event, context):
    return {"session": settings.session}
