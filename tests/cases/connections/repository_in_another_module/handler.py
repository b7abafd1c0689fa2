# Kept by an object of another module; the finding stands where the object keeps it.
# oracle: RESTORE-ERROR
from shop import orders


def handler(event, context):
    return {"orders": orders.count(), "tables": orders.tables()}
