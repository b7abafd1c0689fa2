# A property that INVOKE reads runs in INVOKE, wherever its object was built.
# about: SNAP301
# oracle: ok
import time


class Build:
    @property
    def stamp(self):
        return f"read-{int(time.time())}"  # ok


BUILD = Build()


def handler(event, context):
    return {"build": BUILD.stamp}
