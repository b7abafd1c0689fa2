# package: elastic-apm
# inside: elasticapm/utils/disttracing.py SNAP103
import elasticapm

client = elasticapm.Client(service_name="orders", disable_send=True)  # expect: SNAP104


def handler(event, context):
    client.begin_transaction("request")
    trace = elasticapm.get_trace_id()
    client.end_transaction("orders")
    return {"trace": trace}
