# A property that INIT reads runs in INIT: its value is kept by the module.
# oracle: COLLIDES, STALE-TIME
import time


class Build:
    @property
    def stamp(self):
        return f"build-{int(time.time())}"


BUILD = Build()
BUILD_STAMP = BUILD.stamp  # expect: SNAP301


def handler(event, context):
    return {"build": BUILD_STAMP}
