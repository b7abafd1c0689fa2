# A client that only an error path builds.
# about: SNAP602
# oracle: ok
import boto3


def handler(event, context):
    try:
        return int(event["frames"])
    except ValueError as error:
        boto3.client("sns").publish(TopicArn="hives", Message=str(error))
        raise
