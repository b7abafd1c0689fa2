# (module of the case) in a function that the hook calls, and in a method
import random
import uuid

from snapshot_restore_py import register_after_restore

station = uuid.uuid4().hex  # expect: SNAP201
channel = random.randrange(10**9)  # expect: SNAP201


class Tuner:
    def tune(self):
        channel = random.SystemRandom().randrange(10**9)  # expect: SNAP703


def _rename():
    station = uuid.uuid4().hex  # expect: SNAP703


def _renew(*actions):
    for action in actions:
        action()


register_after_restore(_renew, _rename, Tuner().tune)


def describe():
    return {"station": station, "channel": channel}
