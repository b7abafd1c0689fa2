# The other branch of a `__main__` guard is ordinary INIT code.
# oracle: COLLIDES
import uuid

if __name__ == "__main__":
    run_id = "local"
else:
    run_id = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return {"run": run_id}
