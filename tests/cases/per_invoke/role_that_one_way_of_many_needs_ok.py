# Many services are asked for, none of them by a role that is not the event's.
# about: SNAP601, SNAP502
# oracle: ok
import boto3

sts = boto3.client("sts")


class Gate:
    def open(self, service, region="", role="", retries=3):
        options = {"service_name": service, "region_name": region or "eu-west-1"}
        if role:
            keys = sts.assume_role(RoleArn=role, RoleSessionName="x")["Credentials"]
            options["aws_access_key_id"] = keys["AccessKeyId"]
            options["aws_secret_access_key"] = keys["SecretAccessKey"]
        return boto3.client(**options)


gate = Gate()
SERVICES = [
    gate.open("sqs"),
    gate.open("sns", retries=1),
    gate.open("s3", retries=2),
    gate.open("kms", retries=4),
    gate.open("logs", retries=5),
    gate.open("events", retries=6),
    gate.open("kinesis", retries=7),
    gate.open("ses", retries=8),
    gate.open("rds", retries=9),
    gate.open("iam", retries=10),
    gate.open("ec2", retries=11),
]


def handler(event, context):
    bucket = gate.open("s3", role=event["role"])  # ok: a role that the event names
    return [bucket.list_buckets(), *[service.describe() for service in SERVICES]]
