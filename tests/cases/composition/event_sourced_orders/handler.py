# Aggregates, commands and events: what INIT froze sits in a projection, in the store's stream and in a command's default.
# oracle: COLLIDES, STALE-TIME
from ordering.application import Application
from ordering.domain.commands import PlaceOrder, ShipOrder

application = Application.with_demo_data()


def handler(event, context):
    placed = application.handle(PlaceOrder(sku=event.get("sku", "lamp")))
    shipped = application.handle(ShipOrder(order=placed["order"]))
    return {"placed": placed, "shipped": shipped, "demo": application.demo()}
