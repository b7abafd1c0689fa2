# The folder that is packaged is a package too; what is imported by its short name lies in it.
# oracle: none (the emulator has no layers)
from shared_tools import naming


def handler(event, context):
    return naming.worker()
