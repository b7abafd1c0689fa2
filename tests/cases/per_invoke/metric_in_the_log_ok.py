# The embedded metric format, by hand and by Powertools; other calls of CloudWatch.
# about: SNAP604
# oracle: ok
import json
import time

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit

metrics = Metrics(namespace="orders", service="orders")


def emit(name, value):
    meta = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": []}
    print(json.dumps({"_aws": meta, name: value}))


@metrics.log_metrics(capture_cold_start_metric=False)
def handler(event, context):
    emit("Received", 1)
    metrics.add_metric(name="Done", unit=MetricUnit.Count, value=1)
    return {"ok": True}
