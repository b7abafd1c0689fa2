# Buffers that invocations fill, and one that INIT has only looked at.
# about: SNAP504, SNAP301
# oracle: ok
import csv
import io
import time

FIELDS = ["at", "text"]
probe = io.StringIO()
probe.write(str(time.time()))
LENGTH = len(probe.getvalue())


def handler(event, context):
    out = io.StringIO()
    rows = csv.DictWriter(out, FIELDS)
    rows.writeheader()
    rows.writerow({"at": "now", "text": str(event)})
    return [out.getvalue(), LENGTH]
