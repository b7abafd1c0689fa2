# An import inside a function that runs in INVOKE runs that module's top level in INVOKE, once per environment: safe.
# about: SNAP201
# oracle: ok
def handler(event, context):
    from numbering import SERIES

    return {"invoice": f"{SERIES}-{event['n']:06d}"}
