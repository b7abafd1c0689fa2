# Modules that import each other come to an end, and report once.
# oracle: COLLIDES
import orders


def handler(event, context):
    return {"order": orders.number(event["n"])}
