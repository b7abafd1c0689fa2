# Iterators of pages are gone over in INIT: what they yielded stays.
# oracle: none (the stand-in of AWS has no pages)
import boto3

ec2 = boto3.client("ec2")
words = boto3.client("ssm").get_paginator("get_parameters_by_path").paginate(Path="/x")  # expect: SNAP501
FOUND = list(ec2.get_paginator("describe_instances").paginate())  # expect: SNAP504
VALUES = [each["Value"] for page in words for each in page["Parameters"]]
KEYS = [each.key for each in boto3.resource("s3").Bucket("b").objects.all()]  # expect: SNAP504


def handler(event, context):
    return [FOUND[0], VALUES, KEYS]
