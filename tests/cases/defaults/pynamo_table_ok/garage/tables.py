# (module of the case) tables
import os

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model

from . import clock


class Car(Model):
    class Meta:
        table_name = os.environ.get("CARS_TABLE", "cars")
        region = "eu-west-1"

    plate = UnicodeAttribute(hash_key=True)
    vin = UnicodeAttribute(default=clock.new_vin)  # ok: called for each item
    seen = NumberAttribute(default=clock.now)  # ok: called for each item


class Visit(Model):
    class Meta:
        table_name = "visits"
        region = "eu-west-1"

    plate = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(default_for_new=lambda: clock.prefixed("V"))  # ok: called for each item
