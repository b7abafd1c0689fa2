# Powertools calls the function for each record.
# oracle: none (the emulator's event has no records)
import boto3
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

processor = BatchProcessor(event_type=EventType.SQS)
ssm = boto3.client("ssm")


def process(record):
    key = ssm.get_parameter(Name="/key")["Parameter"]["Value"]  # expect: SNAP601
    return {"key": key, "body": record.body}


def handler(event, context):
    return process_partial_response(event=event, record_handler=process, processor=processor, context=context)
