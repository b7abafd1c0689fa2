# package: newrelic-telemetry-sdk
# inside: newrelic_telemetry_sdk/span.py SNAP103
import secrets

from newrelic_telemetry_sdk import Span


def handler(event, context):
    with Span("order", trace_id=secrets.token_hex(8)) as span:  # expect: SNAP104
        span["attributes"]["order"] = str(event)
    with Span("paid", guid=secrets.token_hex(8)) as paid:  # expect: SNAP104
        paid["attributes"]["order"] = str(event)
    with Span("sent", guid=secrets.token_hex(8), trace_id=secrets.token_hex(8)) as sent:
        sent["attributes"]["order"] = str(event)
    return {"span": span["id"], "trace": paid["trace.id"], "sent": sent["trace.id"]}
