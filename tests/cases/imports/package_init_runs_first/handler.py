# Importing a submodule runs the package's `__init__.py` in INIT first.
# oracle: COLLIDES
import shop.pricing


def handler(event, context):
    return {"quote": shop.pricing.quote(event["n"])}
