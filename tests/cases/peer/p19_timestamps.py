# oracle: COLLIDES, STALE-TIME
import time
from datetime import datetime, timezone
class App:
    def __init__(self, clock):
        self.ms = time.time() * 1000  # expect: SNAP301  # peer: detected
        self.ns = time.monotonic_ns()  # expect: SNAP301  # peer: detected
        self.now = datetime.now(timezone.utc)  # expect: SNAP301  # peer: detected
        self.injected = clock()  # expect: SNAP301  # peer: detected
app = App(time.time)
def handler(event, context):
    return [app.ms, app.ns, app.now.isoformat(), app.injected]
