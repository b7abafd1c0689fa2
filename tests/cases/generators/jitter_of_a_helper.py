# Draws of helpers that their callers only wait for, and one that somebody uses for an id as well.
# oracle: none (it says only how long something waits)
import functools
import random
import time
from time import sleep as rest


def spread():
    return random.random()  # expect: SNAP103 # level: SNAP103 note


def longer(attempt):
    return 2**attempt + spread()


def part():
    return random.random()  # expect: SNAP103 # level: SNAP103 note


def pick():
    return random.random()  # expect: SNAP103 # level: SNAP103 warning


def say(pause):
    print("again in", pause)


def handler(event, context):
    pause = random.uniform(1, 2)  # expect: SNAP103 # level: SNAP103 note
    say(pause)
    rest(pause)
    time.sleep(longer(event["n"]))
    functools.partial(time.sleep, *[part()])()
    time.sleep(pick())
    return {"ticket": pick()}
