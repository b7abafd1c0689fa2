import random
from snapshot_restore_py import register_after_restore
@register_after_restore
def reseed():  # expect: SNAP702 (nothing imports this module)
    random.seed()
