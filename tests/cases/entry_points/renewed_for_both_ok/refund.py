# (module of the case) the other handler
# oracle: ok
import common


def handler(event, context):
    return {"refunded": common.session}
