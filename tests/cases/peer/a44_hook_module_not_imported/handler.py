# oracle: COLLIDES
import random
def handler(event, context):
    return {"n": random.random()}  # expect: SNAP103
