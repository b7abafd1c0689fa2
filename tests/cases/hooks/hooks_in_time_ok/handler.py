# Hooks registered by what INIT calls: a start function, a constructor, a class decorator, a loader; the library may be missing.
# about: SNAP103, SNAP201, SNAP202, SNAP701
# oracle: ok
from lifecycle import start
from desk import DESK
from rooms import Rooms

start()
rooms = Rooms()


def handler(event, context):
    return {"desk": DESK.badge, "room": rooms.key, "visit": DESK.visit()}
