# A layer with the hooks, another with what they renew: importing the first is enough.
# about: SNAP103, SNAP201, SNAP702
# handler: main
# oracle: ok
import media_names
import restore_hooks  # noqa: F401 registers the hooks


def main(event, context):
    return {"key": media_names.key(event.get("picture", "cat")), "batch": media_names.batch}
