# (module of the case) a timeout at the request, counted attempts around it
import json
import time
import urllib.request

from snapshot_restore_py import register_after_restore

RATES = {}


def _attempt():
    with urllib.request.urlopen("https://rates.example.com/eur", timeout=2) as answer:
        return json.load(answer)


@register_after_restore
def renew_rates():
    for attempt in range(3):
        try:
            RATES.update(_attempt())
            return
        except OSError:
            time.sleep(0.2 * attempt)
