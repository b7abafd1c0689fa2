# Processors registered as classes: each is built for the record that it processes.
# oracle: ok
import pipelines


def lambda_handler(event, context):
    kinds = [record["kind"] for record in event.get("Records", [{"kind": "csv"}, {"kind": "xml"}])]
    return {kind: pipelines.run(kind, {"n": event.get("n")}) for kind in kinds}
