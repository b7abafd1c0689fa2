# Powertools batch processing, idempotency-like keys and event classes, with nothing kept from before the snapshot.
# about: SNAP201, SNAP301
# handler: lambda_handler
# oracle: ok
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes import SQSEvent, event_source
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from parcels import label

processor = BatchProcessor(event_type=EventType.SQS)
LABELS: list[dict] = []


def record_handler(record: SQSRecord) -> dict:
    made = label(record.body)
    LABELS.append(made)
    return made


@event_source(data_class=SQSEvent)
def lambda_handler(event: SQSEvent, context):
    LABELS.clear()
    report = process_partial_response(
        event=event.raw_event, record_handler=record_handler, processor=processor, context=context
    )
    return {"report": report, "labels": LABELS}
