# (module of the case) module globals renewed on all paths
import time
import uuid

number = uuid.uuid4().hex  # ok: assigned in each call, before it is read
stamped = time.time()  # ok: assigned in `finally`


def issue(count):
    global number
    while True:
        number = f"{count}-{uuid.uuid4().hex}"
        if number:
            break
    return number


def stamp(event):
    global stamped
    try:
        event["missing"]
    except KeyError:
        event = {}
    else:
        event = dict(event)
    finally:
        stamped = time.time()
    return stamped
