# A metric that says when it was taken, and what yields something that is used.
# about: SNAP604
import time

import boto3

cloudwatch = boto3.client("cloudwatch")


def handler(event, context):
    cloudwatch.put_metric_data(
        Namespace="Orders",
        MetricData=[{"MetricName": "Received", "Value": 1, "Timestamp": time.time()}],
    )
    answer = cloudwatch.put_metric_data(
        Namespace="Orders", MetricData=[{"MetricName": "Done", "Value": 1}]
    )
    return {"ok": bool(answer)}
