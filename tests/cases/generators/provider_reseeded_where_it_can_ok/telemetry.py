# A part of the same program.
import random

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

try:
    from snapshot_restore_py import register_after_restore
except ImportError:
    register_after_restore = None


def _reseed():
    random.seed()


if register_after_restore is not None:
    register_after_restore(_reseed)

trace.set_tracer_provider(TracerProvider())
tracer = trace.get_tracer(__name__)
