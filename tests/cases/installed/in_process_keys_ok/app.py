# What a package uses as a key within the process, or compares with its own, never leaves it.
# about: SNAP201, SNAP203
# oracle: none (the package is not on the emulator's path)
import acme_context


def handler(event, context):
    with acme_context.scope(event["user"]):
        return {"user": acme_context.user(), "known": acme_context.is_known(event["user"])}
