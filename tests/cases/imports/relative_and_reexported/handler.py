# Relative imports and re-exports through `__init__.py` lead to the module that keeps the value.
# oracle: COLLIDES, STALE-TIME
from shop import RUN_ID, ticket
from shop.orders import latest


def handler(event, context):
    return {"run": RUN_ID, "ticket": ticket(), "latest": latest()}
