# Frozen attributes that a subclass overrides, or that every constructor in use replaces.
# about: SNAP102, SNAP201
# oracle: ok
from animals import Cat, Dog, Kennel

kennel = Kennel()


def handler(event, context):
    return {"dog": Dog("rex").tag, "cat": Cat("tom").describe(), "kennel": kennel.admit("rex")}
