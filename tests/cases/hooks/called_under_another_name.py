# Hooks that are registered under another name, in functions that nothing calls.
# oracle: ok (nothing runs)
import random

import snapshot_restore_py
from snapshot_restore_py import register_before_snapshot as before

after = snapshot_restore_py.register_after_restore


def prepare():
    before(random.seed)  # expect: SNAP701


def refresh():
    after(random.seed)  # expect: SNAP701


def handler(event, context):
    return 1
