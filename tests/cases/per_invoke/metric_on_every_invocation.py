# A synchronous metric for each invocation: in a context manager, in a `finally`, of a resource.
# oracle: PER-INVOKE-CALL
import contextlib
import time

import boto3

cloudwatch = boto3.client("cloudwatch")


@contextlib.contextmanager
def timed(name):
    start = time.monotonic()
    yield
    value = time.monotonic() - start
    cloudwatch.put_metric_data(Namespace="n", MetricData=[{"MetricName": name, "Value": value}])  # expect: SNAP604


def handler(event, context):
    try:
        with timed("work"):
            return {"n": event["n"]}
    finally:
        cloudwatch.put_metric_data(Namespace="n", MetricData=[{"MetricName": "Done", "Value": 1}])  # expect: SNAP604
