# Hooks that reset whatever registered itself: a WeakSet of instances, all subclasses, a flag that lets the next call fill again.
# about: SNAP201
# oracle: ok
import hooks  # noqa: F401
from parts import Counter, Meter, settings

meter = Meter()
counter = Counter("calls")
settings.get("node")


def handler(event, context):
    return {
        "meter": meter.serial,
        "counter": counter.next(),
        "class": Counter.series,
        "node": settings.get("node"),
        "names": settings.NAMES[0],
    }
