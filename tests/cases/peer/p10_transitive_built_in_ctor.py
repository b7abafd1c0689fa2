# oracle: COLLIDES
import random
class LogicLib:
    def __init__(self, rng):
        self.rng = rng
class App:
    def __init__(self, rng):
        self.logic = LogicLib(rng)  # peer: missed
    def handle(self, event, context):
        return {"n": self.logic.rng.random()}
app = App(rng=random.Random())  # expect: SNAP102
handler = app.handle
