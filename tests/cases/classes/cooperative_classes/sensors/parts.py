# (module of the case) the parts of the diamond
import random
import time
import uuid


class Part:
    def __init__(self, **options):
        self.options = options
        self.serial = uuid.uuid4().hex  # expect: SNAP201

    def status(self):
        return {"serial": self.serial}


class Clocked(Part):
    def __init__(self, **options):
        super(Clocked, self).__init__(**options)
        self.booted = time.time()  # expect: SNAP301

    def status(self):
        return super().status() | {"booted": self.booted}


class Noisy(Part):
    def __init__(self, *, noise=None, **options):
        super().__init__(**options)
        self.noise = noise or random.Random()  # expect: SNAP102

    def status(self):
        return {**super().status(), "noise": self.noise.random()}
