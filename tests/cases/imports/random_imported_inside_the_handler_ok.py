# An import inside the handler runs the module in INVOKE: `random`, which INIT never loads, seeds itself once per environment.
# oracle: ok
def handler(event, context):
    import random
    from uuid import uuid4

    return {"lane": random.randrange(10**9), "id": uuid4().hex}  # ok: measured, also with the real runtime client
