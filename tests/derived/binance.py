# package: python-binance
# inside: binance/base_client.py SNAP103
from binance.base_client import BaseClient


def handler(event, context):
    return {"order": BaseClient.uuid22()}  # expect: SNAP104
