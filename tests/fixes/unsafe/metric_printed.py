# A metric with all that is understood of one.
# about: SNAP604
import boto3

cloudwatch = boto3.client("cloudwatch")


def count(name):
    cloudwatch.put_metric_data(
        Namespace="Orders",
        MetricData=[
            {
                "MetricName": name,
                "Value": 1,
                "Unit": "Count",
                "Dimensions": [{"Name": "Shop", "Value": "north"}],
            }
        ],
    )


def handler(event, context):
    count("Received")
    return {"ok": True}
