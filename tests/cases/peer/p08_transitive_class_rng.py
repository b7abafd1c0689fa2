# oracle: COLLIDES
import random
class LogicLib:
    rng = random.Random()  # expect: SNAP102  # peer: missed
    secure = random.SystemRandom()  # ok
def handler(event, context):
    return {"n": LogicLib.rng.random()}
