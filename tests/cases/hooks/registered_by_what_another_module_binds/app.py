# Hooks registered by a name that another module binds, in functions that nothing calls.
# oracle: none (what never runs shows nothing)
import compat
from compat import on_restore as again


def renew():
    return None


def setup():
    again(renew)  # expect: SNAP701


def prepare():
    compat.before(renew)  # expect: SNAP701


def handler(event, context):
    return 1
