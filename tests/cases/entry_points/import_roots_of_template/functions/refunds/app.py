# Import search roots: the function's CodeUri folder and its layers' `python/`.
# oracle: none (the emulator knows no layers)
from models import Refund
from tracing import TRACE_ROOT


def handler(event, context):
    return {"refund": Refund(event["n"]).number, "trace": TRACE_ROOT}
