# Hooks registered when the snapshot is long taken: in the handler, by what it builds, and by a method that nobody calls.
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_after_restore

from cart import Cart
from prices import Prices

prices = Prices()
handled = uuid.uuid4().hex  # expect: SNAP201


def renew_handled():
    global handled
    handled = uuid.uuid4().hex


def handler(event, context):
    register_after_restore(renew_handled)  # expect: SNAP701
    return {"handled": handled, "cart": Cart.current().describe(), "list": prices.list_id}
