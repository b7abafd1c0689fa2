# oracle: COLLIDES
import random
def lambda_handler(event, context):
    return {"pick": random.choice(range(10**9))}  # expect: SNAP103
