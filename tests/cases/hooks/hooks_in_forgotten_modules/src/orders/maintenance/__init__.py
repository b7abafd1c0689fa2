# (module of the case) nobody imports the subpackage either
from snapshot_restore_py import register_before_snapshot


@register_before_snapshot
def announce():  # expect: SNAP702
    print("about to be frozen")
