# about: SNAP103
import numpy as np

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


@register_after_restore
def renew_after_restore():
    np.random.seed()


BASELINE = float(np.random.rand(8).mean())
print(BASELINE)


def handler(event, context):
    return {"noise": float(np.random.normal())}
