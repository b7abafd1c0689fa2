# What names the host or the process does not name the environment: labels, lock owners, metric dimensions, log stream names.
# oracle: STALE-HOST, COLLIDES
from telemetry import labels
from telemetry.locks import Lock

lock = Lock("import")


def handler(event, context):
    return {
        "labels": labels.LABELS,
        "lock": lock.acquire(),
        "stream": labels.stream(context),
    }
