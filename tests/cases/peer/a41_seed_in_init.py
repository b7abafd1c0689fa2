# oracle: COLLIDES
import random, time
random.seed(time.time())  # expect: SNAP101
def lambda_handler(event, context):
    return {"n": random.randint(1, 10**9)}  # expect: SNAP103
