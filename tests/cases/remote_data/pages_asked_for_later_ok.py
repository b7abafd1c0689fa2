# Iterators of pages are built in INIT, and ask AWS when an invocation goes over them.
# about: SNAP504, SNAP501
# oracle: none (the stand-in of AWS has no pages)
import boto3

pages = boto3.client("ec2").get_paginator("describe_instances").paginate()
words = boto3.client("ssm").get_paginator("get_parameters_by_path").paginate(Path="/x")
files = boto3.resource("s3").Bucket("reference").objects.filter(Prefix="x/")


def handler(event, context):
    found = [each["ReservationId"] for page in pages for each in page["Reservations"]]
    for page in words:
        found.extend(each["Value"] for each in page["Parameters"])
    return [*found, *[each.key for each in files]]
