# A draw that only says how long a retry waits.
# oracle: none (it says only how long something waits)
import random
import time
import requests


def fetch(url):
    for attempt in range(4):
        reply = requests.get(url, timeout=2)
        if reply.status_code != 429:
            return reply.text
        time.sleep(random.uniform(0, 2**attempt))  # expect: SNAP103  # level: SNAP103 note
    return None


def handler(event, context):
    return fetch(event["url"])
