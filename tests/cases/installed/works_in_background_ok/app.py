# Threads that a package waits for, or that an invocation starts, are not in the snapshot.
# about: SNAP404
# oracle: none (the package is not on the emulator's path)
import acme_beat


def handler(event, context):
    return acme_beat.record(event)
