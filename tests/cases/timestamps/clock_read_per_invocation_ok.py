# Clock readings of INVOKE are fine, through kept callables, partials and injected clocks too.
# about: SNAP301
# oracle: ok
import functools
import time
from datetime import datetime, timezone

utc_now = functools.partial(datetime.now, timezone.utc)  # ok: a callable


class Stamper:
    def __init__(self, clock):
        self.clock = clock  # ok: a callable

    def stamp(self):
        return self.clock()


stamper = Stamper(time.time)
clock = time.time_ns  # ok: a callable


def handler(event, context):
    return [utc_now().isoformat(), stamper.stamp(), clock(), datetime.now().isoformat()]
