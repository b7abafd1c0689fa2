# Saving writes the default of a field that was not given.
# oracle: STALE-TIME
from datetime import datetime

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model


class Hive(Model):
    class Meta:
        table_name = "hives"

    name = UnicodeAttribute(hash_key=True)
    seen = UTCDateTimeAttribute(default=datetime.now())  # expect: SNAP301


def handler(event, context):
    hive = Hive(name=event["name"])
    hive.save()
    return {"name": event["name"]}
