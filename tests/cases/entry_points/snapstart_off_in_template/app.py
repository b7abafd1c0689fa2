# A function whose template switches SnapStart off is analysed all the same, to know before switching it on.
# oracle: COLLIDES
# handler: run
import uuid

WORKER = uuid.uuid4().hex  # expect: SNAP201


def run(*args):
    return {"worker": WORKER}
