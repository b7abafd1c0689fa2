# A draw goes through `:=` into a wait, and into what is told of it.
# oracle: none (it says only how long something waits)
import random
import time

import requests


def fetch(url):
    for _ in range(3):
        reply = requests.get(url, timeout=2)
        if reply.status_code != 429:
            return reply.text
        (rest := random.randint(1, 3))  # expect: SNAP103  # level: SNAP103 note
        time.sleep(rest)
        if (pause := random.uniform(0, 1)) > 0.5:  # expect: SNAP103  # level: SNAP103 note
            time.sleep(pause)
        time.sleep(last := random.random())  # expect: SNAP103  # level: SNAP103 note
        print("waited", last)
    tries = [(most := random.randint(1, 9))]  # expect: SNAP103  # level: SNAP103 warning
    return {"tries": tries, "most": most}


def handler(event, context):
    return fetch(event["url"])
