# A part of the same program.
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

trace.set_tracer_provider(TracerProvider())  # expect: SNAP104
tracer = trace.get_tracer(__name__)
