# (module of the case) two tables
import time
import uuid

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from .base import Tagged


class Order(Tagged):
    class Meta:
        table_name = "orders"
        region = "eu-west-1"

    number = UnicodeAttribute(hash_key=True)
    tracking = UnicodeAttribute(default=str(uuid.uuid4()))  # expect: SNAP201
    opened = NumberAttribute(default_for_new=time.time())  # expect: SNAP301


class OrderLine(Tagged):
    class Meta:
        table_name = "order-lines"
        region = "eu-west-1"

    number = UnicodeAttribute(hash_key=True)
    position = NumberAttribute(range_key=True)
    batch = UnicodeAttribute(default=f"B{uuid.uuid4().hex[:8]}")  # expect: SNAP201
    line_id = UnicodeAttribute(default_for_new=lambda: uuid.uuid4().hex)  # ok: called for each item
