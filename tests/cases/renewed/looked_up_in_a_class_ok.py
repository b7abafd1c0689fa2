# Descriptors that hooks find by `vars` of their class, and defaults that they find by the function.
# about: SNAP201
# oracle: ok
import uuid

from snapshot_restore_py import register_after_restore


class Field:
    def __init__(self, value):
        self.value = value

    def __get__(self, instance, owner):
        return self.value


class Order:
    run = Field(uuid.uuid4().hex)


def remembered(memo={}):
    if "id" not in memo:
        memo["id"] = uuid.uuid4().hex
    return memo["id"]


remembered()


@register_after_restore
def renew():
    vars(Order)["run"].value = uuid.uuid4().hex
    remembered.__defaults__[0].clear()


def handler(event, context):
    return Order().run, remembered()
