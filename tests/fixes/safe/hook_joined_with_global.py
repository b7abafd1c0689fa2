# about: SNAP201
import uuid

import snapshot_restore_py as snapshot

run_id = str(uuid.uuid4())
job_id = str(uuid.uuid4())


def renew():
    global run_id
    run_id = str(uuid.uuid4())


snapshot.register_after_restore(renew)


def handler(event, context):
    return {"run": run_id, "job": job_id}
