# oracle: COLLIDES
import random
from snapshot_restore_py import register_before_snapshot
rng = random.SystemRandom()
@register_before_snapshot
def warm_up():
    global rng
    rng = random.Random()  # expect: SNAP102  # peer: detected
def handler(event, context):
    return {"n": rng.random()}
