# What objects say of themselves is no number of INIT, or nobody asks them.
# about: SNAP201
# oracle: ok
import logging
import uuid

log = logging.getLogger()


class Berth:
    def __init__(self, name):
        self.name = name
        self.number = uuid.uuid4().hex

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"{self.name} {uuid.uuid4().hex}"


berth = Berth("north")
print(repr([berth.number]))


def handler(event, context):
    log.info("at %s", berth)
    print(berth)
    return ["%s of %d" % (berth, 3), "{}".format(berth), repr(berth)]
