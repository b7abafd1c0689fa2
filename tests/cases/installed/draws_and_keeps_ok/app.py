# What a package makes for each invocation, from a secure source, or to wait, is fine.
# about: SNAP104, SNAP201, SNAP401
# oracle: none (the package is not on the emulator's path)
import acme_safe

client = acme_safe.Client("collector")


@acme_safe.traced
def handler(event, context):
    client.send(acme_safe.new_id())
    return {"name": acme_safe.NAME}
