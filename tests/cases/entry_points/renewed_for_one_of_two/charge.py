# Two handlers over one module, and only one of them imports its hooks: one finding, for the other one.
# settles: several entry points
# oracle: ok (this handler imports the hooks)
import common
import hooks  # noqa: F401


def handler(event, context):
    return {"charged": common.session}
