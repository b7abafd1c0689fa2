# Without a declaration a function with other parameter names is no entry point, and what only it reads is no finding.
# about: SNAP201
# oracle: ok
def handler(event, context):
    return {"ok": True}
