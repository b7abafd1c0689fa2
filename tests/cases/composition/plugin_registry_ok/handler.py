# Plugins kept as classes, factories and names; instances are made for each request, and one that is kept has no state.
# about: SNAP201
# oracle: ok
from extensions import create, enabled

ENABLED = enabled()


def handler(event, context):
    result = {"names": sorted(ENABLED)}
    for name in ENABLED:
        result[name] = create(name).run(event)
    return result
