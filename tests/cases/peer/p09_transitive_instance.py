# oracle: COLLIDES
import random
class LogicLib:
    def __init__(self, rng):
        self.rng = rng
    def value(self):
        return self.rng.random()
logic = LogicLib(random.Random())  # expect: SNAP102  # peer: missed
def handler(event, context):
    return {"n": logic.value()}
