# What a package sends out is used, though it is a key or is compared on the way.
# oracle: none (the package is not on the emulator's path)
import acme_context  # expect: SNAP201


def handler(event, context):
    return {"sent": acme_context.send(event["user"])}
