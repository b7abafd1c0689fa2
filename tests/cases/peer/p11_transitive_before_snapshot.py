# oracle: COLLIDES
import random
from snapshot_restore_py import register_before_snapshot
logic = None
class LogicLib:
    def __init__(self, rng):
        self.rng = rng
@register_before_snapshot
def prepare():
    global logic
    logic = LogicLib(random.Random())  # expect: SNAP102  # peer: missed
def handler(event, context):
    return {"n": logic.rng.random()} if logic else {"n": random.SystemRandom().random()}
