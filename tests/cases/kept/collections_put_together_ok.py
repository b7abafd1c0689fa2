# The entries of the parts that INVOKE does not read stay where they are.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid

labels = {"line": "red"}
labels |= {"tram": uuid.uuid4().hex}
stops = [str(uuid.uuid4())] + ["square", "depot"]
clocks = [time.time()]
clocks[:] = ["noon", "midnight"]


def handler(event, context):
    return {"line": labels["line"], "stop": stops[1], "at": clocks[0]}
