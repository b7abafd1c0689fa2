# A package imports what it finds in its folder; the listing function is spelled in other ways.
# oracle: COLLIDES
import plugins
import readers
from register import STEPS


def handler(event, context):
    return [STEPS["weigh"], STEPS["read"], len(plugins.__all__), len(readers.__all__)]
