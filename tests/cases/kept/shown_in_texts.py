# Texts, logs and the console show what objects say of themselves.
# oracle: COLLIDES
import logging
import uuid

log = logging.getLogger()


class Berth:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201

    def __repr__(self):
        return self.number


class Crane:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201

    def __str__(self):
        return f"crane {self.number}"


class Pier:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201

    def __format__(self, spec):
        return self.number


berth, crane, pier = Berth(), Crane(), Pier()


def handler(event, context):
    log.info("at %s", crane)
    return ["%s of %d" % (berth, 3), "{} {}".format("at", pier)]
