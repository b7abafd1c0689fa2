# A metric with all that is understood of one.
# about: SNAP604
import json
import time

import boto3


def print_metric(namespace, name, value, unit="None", dimensions=None):
    dimensions = dimensions or {}
    about = {"Namespace": namespace, "Dimensions": [list(dimensions)]}
    about["Metrics"] = [{"Name": name, "Unit": unit}]
    meta = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [about]}
    print(json.dumps({"_aws": meta, name: value, **dimensions}))


cloudwatch = boto3.client("cloudwatch")


def count(name):
    print_metric("Orders", name, 1, unit="Count", dimensions={"Shop": "north"})


def handler(event, context):
    count("Received")
    return {"ok": True}
