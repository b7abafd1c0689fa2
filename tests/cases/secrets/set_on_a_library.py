# An attribute of a library's module keeps the key.
# oracle: STALE-SECRET
import boto3
import stripe

stripe.api_key = boto3.client("ssm").get_parameter(Name="/stripe", WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501  # confidence: SNAP501 medium


def handler(event, context):
    return stripe.Charge.create(amount=event["cents"], currency="eur")["id"]
