# Underscores and annotations are allowed in that signature, and further parameters with defaults.
# oracle: COLLIDES
# handler: ingest
import uuid

WORKER = uuid.uuid4().hex  # expect: SNAP201


def ingest(_evt: dict, _ctx: object = None, dry_run: bool = False) -> dict:
    return {"worker": WORKER, "dry": dry_run}
