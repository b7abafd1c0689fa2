# A top-level name `handler` is an entry point if it is bound to something callable by Lambda, never to `logging.StreamHandler()`.
# about: SNAP201
# oracle: ok
def lambda_handler(event, context):
    return {"ok": True}
