# A module that the handler imports runs once.
# about: SNAP602
# oracle: ok


def handler(event, context):
    from storage import read

    return {"body": read(str(event["n"]))}
