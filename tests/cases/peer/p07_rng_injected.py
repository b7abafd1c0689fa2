# oracle: COLLIDES
import random
class App:
    def __init__(self, rng):
        self.rng = rng  # peer: detected (by the declared type; Python has none: report the construction below)
app = App(random.Random())  # expect: SNAP102
def handler(event, context):
    return {"n": app.rng.random()}
