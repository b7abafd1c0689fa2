# A draw that says how long a retry waits, and that a log tells of in many ways.
# oracle: none (it says only how long something waits)
import logging
import random
import time
from functools import wraps

import requests

log = logging.getLogger(__name__)


def retried(count=3):
    def decorate(function):
        @wraps(function)
        def wrapper(*args):
            left, pause = count, random.randint(5, 10)  # expect: SNAP103
            delay = random.randint(1, 3)  # expect: SNAP103  # level: SNAP103 note
            while left:
                try:
                    return function(*args)
                except requests.RequestException as error:
                    log.warning("{}, again in {} seconds".format(error, int(delay)))
                    print("again in " + str(int(delay)))
                    time.sleep(delay)
                    delay *= 2
                    left -= 1
            return {"waited": str(pause)}

        return wrapper

    return decorate


@retried()
def fetch(url):
    return requests.get(url, timeout=2).text


def handler(event, context):
    return fetch(event["url"])
