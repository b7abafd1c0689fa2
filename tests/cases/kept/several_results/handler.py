# Functions with several results: each is reported where it is kept, and what is thrown away or constant is not.
# oracle: COLLIDES, STALE-TIME
from starting import begin, identify, measure

RUN, STAGE = begin("prod")  # expect: SNAP201
(NODE, _), [SHARD, *REST] = identify(3)  # expect: SNAP201


class Clock:
    started, label = measure()  # expect: SNAP301

    def __init__(self):
        self.session, self.kind = begin("session")  # expect: SNAP201


clock = Clock()


def handler(event, context):
    fresh, _ = begin("request")
    return {
        "run": RUN,
        "stage": STAGE,
        "node": NODE,
        "shard": SHARD,
        "started": clock.started,
        "session": clock.session,
        "fresh": fresh,
    }
