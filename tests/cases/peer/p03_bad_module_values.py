# oracle: COLLIDES
import random, uuid
RNG = random.Random()  # ok (never drawn from in INVOKE); peer: detected
SECURE = random.SystemRandom()  # ok
USER_UUID = uuid.uuid4()  # expect: SNAP201  # peer: detected
USER_FLOAT = random.random()  # expect: SNAP201  # peer: detected
USER_INT = RNG.randrange(10**9)  # expect: SNAP201  # peer: detected
USER_INT_SECURE = SECURE.randrange(10**9)  # expect: SNAP201  # peer: detected
def handler(event, context):
    return {"ids": [str(USER_UUID), USER_FLOAT, USER_INT, USER_INT_SECURE]}
