# A classmethod `get_instance` primed by one module at import is primed for all.
# oracle: COLLIDES, STALE-TIME
from fleet import dispatcher, registry


def handler(event, context):
    vehicle = registry.FleetRegistry.get_instance().enrol(event.get("plate", "B-1"))
    return {"vehicle": vehicle, "dispatched": dispatcher.dispatch(vehicle["id"])}
