# A hook that is registered under another name by a function that nobody calls.
# oracle: COLLIDES
import random

from snapshot_restore_py import register_after_restore as after


def prepare():
    after(random.seed)  # expect: SNAP701


def handler(event, context):
    return 1
