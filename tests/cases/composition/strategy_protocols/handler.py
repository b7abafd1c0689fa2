# A Protocol with several implementations: only the one that INIT chose and that carries something frozen fires.
# oracle: COLLIDES
from delivery.routing import Router
from delivery.slots import FixedSlots, PrefixedSlots, RandomSlots, SlotSource

ROUTERS: dict[str, Router] = {
    "fixed": Router(FixedSlots(["am", "pm"])),
    "random": Router(RandomSlots()),
    "prefixed": Router(PrefixedSlots("eu")),
}


def unused() -> SlotSource:
    return RandomSlots()


def handler(event, context):
    return {name: router.route("parcel-1") for name, router in ROUTERS.items()}
