# What INIT calls itself no library has to call, and what it makes for that is gone.
# about: SNAP201, SNAP301, SNAP102
# oracle: none (the libraries are made up)
import time
import uuid

import pipekit
import watchkit

BEGUN = time.time()


def fresh(record):
    return {**record, "id": uuid.uuid4().hex}


class Setup:
    def __init__(self):
        self.name = uuid.uuid4().hex

    def announce(self):
        print("set up as", self.name)

    def on_event(self, record):
        return uuid.uuid4().hex


setup = Setup()
setup.announce()
line = pipekit.Line(steps=[str, fresh], took=len([BEGUN]))
watch = watchkit.connect("here", listeners=[setup])


def handler(event, context):
    return [line.run(event), watch.look(event)]
