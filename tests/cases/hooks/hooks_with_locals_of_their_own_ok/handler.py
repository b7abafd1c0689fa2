# Hooks with local names that are called like globals and that they use: handed on, stored, returned.
# about: SNAP201, SNAP703
# oracle: ok
from radio import Radio, registry

radio = Radio()


def handler(event, context):
    return {"radio": radio.describe(), "registered": registry.names()}
