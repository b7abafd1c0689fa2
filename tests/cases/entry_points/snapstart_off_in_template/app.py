# A function whose template switches SnapStart off is analysed all the same, to know before switching it on.
# settles: SnapStart off
# oracle: COLLIDES
# handler: run
import uuid

WORKER = uuid.uuid4().hex  # expect: SNAP201


def run(*args):
    return {"worker": WORKER}
