# The name of the log stream is None: printed, and joined to a text.
# oracle: STALE-HOST
def handler(event, context):
    print("log stream:", context.log_stream_name)  # also-ok: SNAP203
    return {"reason": "see " + context.log_stream_name}  # expect: SNAP203  # level: SNAP203 warning
