# A clock stands behind a star: what is made of it is as old as the snapshot.
# oracle: STALE-TIME
import time

ERA = time.strftime(*["%Y-%m-%d %H:%M:%S", time.gmtime()])  # expect: SNAP301


def handler(event, context):
    return [ERA]
