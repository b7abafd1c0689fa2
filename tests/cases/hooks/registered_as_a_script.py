# What is registered under the main guard never runs in Lambda.
# oracle: COLLIDES
import random

from snapshot_restore_py import register_after_restore

dice = random.Random()  # expect: SNAP102


def handler(event, context):
    return {"roll": dice.getrandbits(40)}


if __name__ == "__main__":
    register_after_restore(dice.seed)  # expect: SNAP701
    print(handler({}, None))
