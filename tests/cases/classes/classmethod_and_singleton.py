# A classmethod that INIT calls keeps on the class; a singleton's instance is kept there too.
# oracle: COLLIDES
import uuid


class Session:
    _current = None
    region = None

    def __init__(self):
        self.id = uuid.uuid4().hex  # expect: SNAP201

    @classmethod
    def current(cls):
        if cls._current is None:
            cls._current = cls()
        return cls._current

    @classmethod
    def configure(cls, region):
        cls.region = f"{region}-{uuid.uuid4().hex}"  # expect: SNAP201


Session.configure("eu-west-1")
Session.current()


def handler(event, context):
    return {"session": Session.current().id, "region": Session.region}
