# Hooks that mean a global and make a local: unpacked, in a function that the hook is handed, in a method; the globals stay frozen.
# oracle: COLLIDES, STALE-TIME
import leases
import stations


def handler(event, context):
    return {"lease": leases.describe(), "station": stations.describe()}
