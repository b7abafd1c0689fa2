# Two handlers over one module that registers its own hook: renewed for both.
# settles: several entry points
# oracle: ok
import common


def handler(event, context):
    return {"charged": common.session}
