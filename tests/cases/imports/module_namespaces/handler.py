# Names that modules give out indirectly: `globals()[...]`, a module's `__getattr__`, `sys.modules`, `vars(module)`.
# oracle: COLLIDES, STALE-TIME
import sys

import dynamic
import lazy_values
from lazy_values import release  # expect: SNAP201 asks `__getattr__`

PRIMED = lazy_values.edition  # expect: SNAP201


def handler(event, context):
    return {
        "release": release,
        "edition": PRIMED,
        "again": lazy_values.edition,
        "unit": dynamic.setting("unit"),
        "opened": getattr(sys.modules["dynamic"], "opened"),
    }
