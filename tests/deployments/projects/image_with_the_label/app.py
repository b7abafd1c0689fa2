import uuid


def handler(event, context):
    return uuid.uuid4().hex
