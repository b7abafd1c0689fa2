import uuid


def main(event, context):
    return uuid.uuid4().hex
