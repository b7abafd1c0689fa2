# A thread that a package starts when it is imported is told where that is imported.
# oracle: none (the package is not on the emulator's path)
import acme_beat  # expect: SNAP404


def handler(event, context):
    acme_beat.record(event)
    return {}
