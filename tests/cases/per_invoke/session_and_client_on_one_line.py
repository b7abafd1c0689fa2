# A session and its client on one line are one finding.
# oracle: PER-INVOKE-CLIENT
import boto3


def handler(event, context):
    bus = boto3.Session().client("events")  # expect: SNAP602
    bus.put_events(Entries=event["entries"])
