# A request of a hook that may wait for ever.
# about: SNAP704
import requests
from snapshot_restore_py import register_after_restore

flags = {}


@register_after_restore
def renew():
    flags.update(requests.get("https://flags.example.com/all").json())


def handler(event, context):
    return flags
