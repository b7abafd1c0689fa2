# The client of an exchange draws the id of each order that is given none.
# oracle: none (needs an exchange)
import os

from binance.client import Client

client = Client(os.environ["KEY_ID"], ping=False)


def handler(event, context):
    return client.order_market_buy(symbol=event["symbol"], quantity=1)  # expect: SNAP104
