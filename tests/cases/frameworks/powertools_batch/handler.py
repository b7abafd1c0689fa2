# Powertools batch processing: the record handler runs in INVOKE, and stamps each record with what the import made.
# handler: lambda_handler
# oracle: COLLIDES, STALE-TIME
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    batch_processor,
)

from ledger import Ledger

processor = BatchProcessor(event_type=EventType.SQS)
ledger = Ledger("main")


def record_handler(record):
    return ledger.post(record.body)


@batch_processor(record_handler=record_handler, processor=processor)
def lambda_handler(event, context):
    return {"failures": processor.response(), "entries": ledger.take()}
