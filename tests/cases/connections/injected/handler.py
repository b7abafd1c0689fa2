# A connection that is handed in is reported where it is opened; one that is opened on demand is not.
# oracle: RESTORE-ERROR
from container import orders, stock


def handler(event, context):
    return {"orders": orders.count(), "stock": stock.count()}
