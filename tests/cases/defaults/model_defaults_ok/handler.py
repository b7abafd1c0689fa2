# The same kinds of models with factories, callables, validators and post-init methods: all run for each object.
# about: SNAP201, SNAP301
# oracle: ok
from inventory import Item, Movement, Shelf, StockTake


def handler(event, context):
    return {
        "item": Item(name="bolt").model_dump(mode="json"),
        "movement": Movement("in").row(),
        "shelf": Shelf().row(),
        "stock_take": StockTake(1).key,
    }
