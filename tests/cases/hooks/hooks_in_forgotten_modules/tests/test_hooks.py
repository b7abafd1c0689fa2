# (module of the case) a test's own hooks are nobody's business
from snapshot_restore_py import register_after_restore


def test_hook_runs():
    seen = []
    register_after_restore(seen.append)
