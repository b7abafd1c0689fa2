# A name that is None fails where a text is needed: one finding for each function. Shown, it is a note.
# oracle: none (the emulator sets the names)


def respond(event, context):
    print(f"see {context.log_stream_name}")
    return {"PhysicalResourceId": "stream/" + context.log_stream_name}  # expect: SNAP203


def handler(event, context):
    print("logs in", context.log_group_name)  # expect: SNAP203
    return respond(event, context)
