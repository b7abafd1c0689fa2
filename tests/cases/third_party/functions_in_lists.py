# A library is given functions in lists and tables, and an object that listens.
# oracle: none (the libraries are made up)
import random
import time
import uuid

import pipekit
import watchkit

LOADED = time.time()  # expect: SNAP301
rng = random.Random()  # expect: SNAP102


def aged(record):
    return {**record, "age": time.time() - LOADED}


def rolled(record):
    return {**record, "roll": rng.random()}


class Sink:
    def __init__(self):
        self.name = uuid.uuid4().hex  # expect: SNAP201

    def on_event(self, record):
        print(self.name, record)




line = pipekit.Line(steps=[str, aged], named={"roll": rolled})
watch = watchkit.connect("here", listeners=(Sink(),))


def handler(event, context):
    return [line.run(event), watch.look(event)]
