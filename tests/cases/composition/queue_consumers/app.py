# Typed dictionaries, enums with drawn members and a period that INIT opens: all of them stamp the records.
# oracle: COLLIDES, STALE-TIME
# handler: consume
import uuid

from intake.batches import Batch, opened_now
from intake.records import Lane, enrich

BATCH = Batch(
    name="nightly",
    id=uuid.uuid4().hex,  # expect: SNAP201
    opened=opened_now(),  # expect: SNAP301
)


def consume(event, context):
    records = event.get("Records", [{"body": "a"}, {"body": "b"}])
    return [enrich(record["body"], BATCH, Lane.of(record["body"])) for record in records]
