# (module of the case) picks a consumer by the source of the event
from .queues import QueueConsumer
from .streams import StreamConsumer

CONSUMERS = {
    "aws:sqs": QueueConsumer(),
    "aws:kinesis": StreamConsumer(),
}


def dispatch(record):
    consumer = CONSUMERS.get(record["eventSource"])
    if consumer is None:
        raise LookupError(record["eventSource"])
    return consumer.consume(record)
