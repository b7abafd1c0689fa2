# requires: opentelemetry-sdk opentelemetry-exporter-otlp-proto-http
import json

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider(resource=Resource.create({"service.name": "orders"}))
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)
tracer = trace.get_tracer(__name__)


def handler(event, context):
    with tracer.start_as_current_span("order") as span:
        span.set_attribute("order", event["order"])
        return {"statusCode": 200, "body": json.dumps({"order": event["order"]})}
