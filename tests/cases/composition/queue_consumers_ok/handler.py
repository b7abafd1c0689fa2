# Handlers of several sources over one package: a dispatcher by event source, an idempotency table, typed records.
# about: SNAP201, SNAP301
# oracle: ok
from consumers import dispatch


def handler(event, context):
    records = event.get("Records") or [{"eventSource": "aws:sqs", "body": str(event.get("n"))}]
    return [dispatch(record) for record in records]
