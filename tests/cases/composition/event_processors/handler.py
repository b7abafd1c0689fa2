# Processors register themselves by a decorator; two of them carry what their constructors froze.
# oracle: COLLIDES, STALE-TIME
from processors import registry
from processors import payments, refunds, audits  # noqa: F401 they register themselves


def lambda_handler(event, context):
    records = event.get("Records", [{"kind": kind} for kind in registry.kinds()])
    return [registry.process(record) for record in records]
