# about: SNAP101, SNAP103
import random

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


@register_after_restore
def renew_after_restore():
    random.seed()


random.seed(42)


def handler(event, context):
    return {"choice": random.choice([1, 2, 3])}
