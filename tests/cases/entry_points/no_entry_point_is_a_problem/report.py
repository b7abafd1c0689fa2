# No entry point in the whole run: a Problem that names `--entry-point`, and no finding.
# about: SNAP201
# settles: no entry point
# oracle: none (nothing that Lambda could call)
import uuid

REPORT = uuid.uuid4().hex  # ok: no entry point


def build(rows):
    return {"report": REPORT, "rows": rows}
