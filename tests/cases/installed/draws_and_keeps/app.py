# Findings inside an installed package stand where the program leads there, once a rule.
# oracle: none (the package is not on the emulator's path)
import acme_trace  # expect: SNAP201, SNAP203
from acme_trace.transport import Transport

transport = Transport("collector")  # expect: SNAP401


@acme_trace.traced
def handler(event, context):  # expect: SNAP104
    acme_trace.event("started")
    transport.send(acme_trace.process())
    return {"process": acme_trace.process()}
