# Each half of the repository has a shared folder of its own, which no build file names.
# oracle: none (the emulator has no layers)
import naming


def handler(event, context):
    return naming.NAME
