# (module of the case) a provider with the default id generator
import functools

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

provider = TracerProvider()  # expect: SNAP104
trace.set_tracer_provider(provider)


def traced(name):
    tracer = trace.get_tracer(name)

    def decorate(function):
        @functools.wraps(function)
        def wrapper(event, context):
            with tracer.start_as_current_span(function.__name__) as span:
                ids = span.get_span_context()
                return {"trace": f"{ids.trace_id:032x}", **function(event, context)}

        return wrapper

    return decorate
