# The package around the handler's module registers the hooks.
# about: SNAP103, SNAP201, SNAP701, SNAP702
# oracle: ok
import random

from .lifecycle import node


def run(event, context):
    return {"node": node["id"], "lane": random.randrange(10**9)}  # ok
