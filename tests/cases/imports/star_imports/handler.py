# Star imports through a package: `__all__` decides what arrives, underscored names stay behind, the last binding wins.
# oracle: COLLIDES
from toolkit import *


def handler(event, context):
    return {"run": run_id, "label": label("box"), "batch": batch(), "stamp": stamp}
