# Two functions over one package, with SnapStart on and off: each is told at its own import.
# oracle: none (the package is not on the emulator's path)
import acme_trace  # expect: SNAP201, SNAP203


def handler(event, context):
    acme_trace.event("started")  # expect: SNAP104
    return acme_trace.process()
