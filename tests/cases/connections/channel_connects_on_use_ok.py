# A channel connects when it is used.
# about: SNAP402
# oracle: ok
import os
import grpc
from stock_pb2_grpc import StockStub
from stock_pb2 import Sku

channel = grpc.secure_channel(os.environ["STOCK"], grpc.ssl_channel_credentials())
stock = StockStub(channel)


def handler(event, context):
    return stock.Count(Sku(id=event["sku"])).n
