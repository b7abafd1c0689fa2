# (module of the case) asks over HTTP, in a helper, with no timeout
import json
import urllib.request

from snapshot_restore_py import register_after_restore

FLAGS = {}


def _download(name):
    with urllib.request.urlopen(f"https://flags.example.com/{name}") as answer:
        return json.load(answer)


@register_after_restore
def renew_flags():  # expect: SNAP704
    FLAGS.update(_download("all"))
