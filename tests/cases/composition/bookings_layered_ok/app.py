# The same layers, fed with callables: the container keeps ways to make ids and read clocks, not what they yield.
# about: SNAP102, SNAP201, SNAP301
# oracle: ok
from wiring import BOOKINGS


def handler(event, context):
    booking = BOOKINGS.book(event.get("room", "blue"), nights=event.get("n", 1))
    return {"booking": booking, "open": BOOKINGS.open_bookings()}
