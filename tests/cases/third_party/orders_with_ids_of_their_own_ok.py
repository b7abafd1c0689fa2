# An order that is given its id draws none.
# about: SNAP104
# oracle: none (needs an exchange)
import os
import uuid

from binance.client import Client

client = Client(os.environ["KEY_ID"], ping=False)


def handler(event, context):
    return client.order_market_buy(
        symbol=event["symbol"], quantity=1, newClientOrderId=uuid.uuid4().hex
    )
