# package: py-zipkin
# inside: py_zipkin/util.py SNAP103
from py_zipkin.util import generate_random_64bit_string
from py_zipkin.zipkin import create_attrs_for_span


def handler(event, context):
    attributes = create_attrs_for_span(sample_rate=100.0)  # expect: SNAP104
    return {"trace": attributes.trace_id, "span": generate_random_64bit_string()}  # expect: SNAP104
