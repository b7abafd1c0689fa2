# The library's functions are looked up by their names, in another module.
# oracle: none (what never runs shows nothing)
import names


def renew():
    return None


def setup():
    names.after(renew)  # expect: SNAP701


def handler(event, context):
    names.before(renew)  # expect: SNAP701
    return 1
