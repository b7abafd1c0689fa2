# A hook rebuilds the object, and others still hold the old one: a bound method, a list, a closure, a default value.
# oracle: COLLIDES
import rebuilding
from desk import Desk, make_reader

desk = Desk()
handle = desk.describe
readers = [desk]
read = make_reader(desk)
rebuilding.on_restore(lambda: globals().update(desk=Desk()))


def describe(event, desk=desk):
    return desk.describe()


def handler(event, context):
    return {
        "bound": handle(),
        "listed": readers[0].describe(),
        "closure": read(),
        "default": describe(event),
        "fresh": desk.describe(),
    }
