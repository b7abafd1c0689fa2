# Two steps of derivation behind one kept value: one finding, at the first binding; a value of its own is another finding.
# settles: one finding at the first binding
# oracle: COLLIDES
import uuid

run = uuid.uuid4().hex  # expect: SNAP201
label = "run-" + run  # ok: a step of the trace
topics = {"orders": f"{label}/orders", "audit": f"{label}/{uuid.uuid4().hex}"}  # expect: SNAP201


def handler(event, context):
    return {"label": label, "orders": topics["orders"], "audit": topics["audit"]}
