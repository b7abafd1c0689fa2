# Modules that a package finds in its folder register values.
# oracle: COLLIDES
import plugins  # noqa: F401
from register import STEPS


def handler(event, context):
    return {"weigh": STEPS["weigh"]}
