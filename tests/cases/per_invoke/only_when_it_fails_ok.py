# What only an exception leads to is not done on every invocation.
# about: SNAP601, SNAP604
# oracle: ok
import boto3

manager = boto3.client("secretsmanager")
cloudwatch = boto3.client("cloudwatch")


def count():
    cloudwatch.put_metric_data(Namespace="n", MetricData=[])  # ok


def handler(event, context):
    try:
        number = int(event["n"])
    except ValueError:
        count()
        if event.get("report"):
            manager.get_secret_value(SecretId="report")  # ok
        raise
    return {"n": number}
