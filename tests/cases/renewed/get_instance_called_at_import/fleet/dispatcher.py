# (module of the case) asks for the instance at import
import uuid

from fleet.registry import FleetRegistry

_fleet = FleetRegistry.get_instance()


def dispatch(vehicle_id: str) -> dict:
    return {"run": uuid.uuid4().hex, "vehicle": vehicle_id, "via": type(_fleet).__name__}
