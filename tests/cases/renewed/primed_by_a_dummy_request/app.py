# Priming for SnapStart: a dummy request before the snapshot fills caches whose entries every environment then shares.
# handler: lambda_handler
# oracle: COLLIDES, STALE-TIME
from snapshot_restore_py import register_before_snapshot

from quotes import Quotes

quotes = Quotes()


def lambda_handler(event, context):
    return quotes.quote(event.get("product", "lamp"))


@register_before_snapshot
def prime():
    lambda_handler({"product": "lamp", "n": 0}, None)
