# Drawn from the operating system.
# about: SNAP103
# oracle: ok
import random
import time
import requests

dice = random.SystemRandom()


def fetch(url):
    for attempt in range(4):
        reply = requests.get(url, timeout=2)
        if reply.status_code != 429:
            return reply.text
        time.sleep(dice.uniform(0, 2**attempt))
    return None


def handler(event, context):
    return fetch(event["url"])
