# requires: sentry-sdk
import sentry_sdk
from sentry_sdk.integrations.aws_lambda import AwsLambdaIntegration

sentry_sdk.init(
    dsn="https://x@o1.ingest.sentry.io/1",
    integrations=[AwsLambdaIntegration()],
    traces_sample_rate=0.2,
)


def handler(event, context):
    with sentry_sdk.start_transaction(op="task", name="order"):
        with sentry_sdk.start_span(op="db"):
            sentry_sdk.set_tag("order", event["order"])
        return {"ok": True}
