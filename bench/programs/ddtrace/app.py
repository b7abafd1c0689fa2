# requires: ddtrace datadog-lambda
from datadog_lambda.metric import lambda_metric
from datadog_lambda.wrapper import datadog_lambda_wrapper
from ddtrace import tracer


@datadog_lambda_wrapper
def handler(event, context):
    with tracer.trace("order") as span:
        span.set_tag("order", event["order"])
    lambda_metric("orders", 1)
    return {"ok": True}
