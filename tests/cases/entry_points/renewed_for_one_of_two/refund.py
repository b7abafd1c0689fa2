# (module of the case) the handler without the hooks
# oracle: COLLIDES
import common


def handler(event, context):
    return {"refunded": common.session}
