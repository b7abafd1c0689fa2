# The hook finds another descriptor, and another default, than those that the handler reads.
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_after_restore


class Field:
    def __init__(self, value):
        self.value = value

    def __get__(self, instance, owner):
        return self.value


class Order:
    run = Field(uuid.uuid4().hex)  # expect: SNAP201
    other = Field("")


def remembered(other={}, memo={}):
    if "id" not in memo:
        memo["id"] = uuid.uuid4().hex  # expect: SNAP201
    return memo["id"]


remembered()


@register_after_restore
def renew():
    vars(Order)["other"].value = uuid.uuid4().hex
    remembered.__defaults__[0].clear()


def handler(event, context):
    return Order().run, remembered()
