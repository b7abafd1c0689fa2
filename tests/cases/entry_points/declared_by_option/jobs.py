# `--entry-point FILE:FUNCTION` and the configuration declare entry points that no convention finds.
# oracle: COLLIDES
# handler: run
import uuid

JOB = uuid.uuid4().hex  # expect: SNAP201


def run(payload, runtime):
    return {"job": JOB}
