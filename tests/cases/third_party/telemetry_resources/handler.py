# Telemetry described once: the instance id of a resource, headers of a client, a meter's attributes, a mail's id.
# oracle: COLLIDES
from clients import api, compose
from telemetry import METRIC_ATTRIBUTES, provider


def handler(event, context):
    return {
        "instance": provider.resource.attributes["service.instance.id"],
        "metric": {**METRIC_ATTRIBUTES, "route": "orders"},
        "header": api.build_request("GET", "/orders").headers["x-client"],
        "mail": compose(event.get("to", "ann@example.com"))["X-Campaign"],
    }
