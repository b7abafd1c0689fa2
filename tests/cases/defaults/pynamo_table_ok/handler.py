# PynamoDB models with callables, and a call whose value only fills a table name that is the same everywhere.
# about: SNAP201, SNAP301
# oracle: ok
from garage import Car, Visit


def handler(event, context):
    car = Car("B-AB 1")
    visit = Visit("B-AB 1")
    return {"vin": car.vin, "seen": car.seen, "visit": visit.id, "table": Visit.Meta.table_name}
