# A clock reading that serves only a comparison which decides whether to renew is part of the renewal: no SNAP301.
# about: SNAP301
# settles: age checks
# oracle: ok
import json
import os
import time
from datetime import datetime, timedelta

loaded_at = time.time()  # ok: serves the age check below
flags = json.loads(os.environ.get("FLAGS", "{}"))
checked = datetime.now()  # ok: serves the age check below
limits = {"orders": 10}


def handler(event, context):
    global loaded_at, flags, checked, limits
    if time.time() - loaded_at > 60:
        flags = json.loads(os.environ.get("FLAGS", "{}"))
        loaded_at = time.time()
    if datetime.now() - checked > timedelta(minutes=5):
        limits, checked = {"orders": 10}, datetime.now()
    return {"flags": flags, "limits": limits}
