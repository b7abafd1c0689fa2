# The same indirections asked in the handler: a lazy module attribute, `globals()` filled on demand, a deleted name.
# about: SNAP201
# oracle: ok
import configuration
import toolbox


def handler(event, context):
    return {
        "key": configuration.session_key,
        "tool": toolbox.tool("hammer"),
        "names": sorted(name for name in vars(toolbox) if name.startswith("tool")),
    }
