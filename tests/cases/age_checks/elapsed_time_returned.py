# An elapsed time that is returned is a finding: the snapshot slept in between.
# settles: age checks
# oracle: ok (the emulator knows points in time, no durations: the uptime grows by the days asleep)
import time

STARTED = time.time()  # expect: SNAP301


def handler(event, context):
    return {"uptime": time.time() - STARTED}
