# Hooks in a module of their own count where the entry point imports it.
# about: SNAP103, SNAP201, SNAP702
# oracle: ok
import random

import runtime_hooks
import state


def handler(event, context):
    return {"session": state.session, "draw": random.random()}  # ok
