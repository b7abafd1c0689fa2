# A part of the same program.
import boto3

CODE = boto3.client("ssm").get_parameter(Name="/code", WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501  # confidence: SNAP501 medium


def weigh(event):
    return {"code": CODE, "weight": event["weight"]}
