# Singletons by metaclass: the instance that INIT makes is the one that every call of the class gives back.
# oracle: COLLIDES
from tracking.events import track
from tracking.tracer import Tracer

Tracer().configure(service="basket")


def handler(event, context):
    return {"event": track("added"), "trace": Tracer().trace_id()}
