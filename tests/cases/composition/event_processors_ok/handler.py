# Processors registered as classes: each is built for the record that it processes.
# about: SNAP201, SNAP301
# oracle: ok
import pipelines


def lambda_handler(event, context):
    kinds = [record["kind"] for record in event.get("Records", [{"kind": "csv"}, {"kind": "xml"}])]
    return {kind: pipelines.run(kind, {"n": event.get("n")}) for kind in kinds}
