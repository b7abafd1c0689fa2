# `|=`, `+`, `*` and slices make containers that hold what their parts hold, each under its key.
# oracle: COLLIDES, STALE-TIME
import random
import time
import uuid

labels = {"line": "red"}
labels |= {"tram": uuid.uuid4().hex}  # expect: SNAP201
stops = ["depot"] + ["square", str(uuid.uuid4())]  # expect: SNAP201
clocks = 2 * [time.time()]  # expect: SNAP301
tracks = ["old"]
tracks[:] = (random.getrandbits(64),)  # expect: SNAP201
defaults = {"board": uuid.uuid4().hex}  # expect: SNAP201


def handler(event, context):
    reply = event.get("reply") or dict(event, head={})
    reply["head"] |= defaults
    return {"tram": labels["tram"], "stop": stops[2], "at": clocks[1], "track": tracks[0], **reply}
