# The build copies a package out of a folder `src`, which somebody made a package too.
# oracle: none (the emulator builds no images)
from common.naming import NAME


def handler(event, context):
    return NAME
