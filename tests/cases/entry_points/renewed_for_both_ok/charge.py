# Two handlers over one module that registers its own hook: renewed for both.
# about: SNAP201
# settles: several entry points
# oracle: ok
import common


def handler(event, context):
    return {"charged": common.session}
