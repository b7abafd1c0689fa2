# Conditional imports: both branches of `try/except ImportError` can be the one that runs.
# oracle: COLLIDES
try:
    from ulid import new as new_id
except ImportError:
    from uuid import uuid4 as new_id

RUN = str(new_id())  # expect: SNAP201


def handler(event, context):
    return {"run": RUN}
