# A channel that INIT waits for is connected when the snapshot is taken.
# oracle: RESTORE-ERROR
import os
import grpc
from stock_pb2_grpc import StockStub
from stock_pb2 import Sku

channel = grpc.secure_channel(os.environ["STOCK"], grpc.ssl_channel_credentials())  # expect: SNAP402
grpc.channel_ready_future(channel).result(timeout=5)  # step: SNAP402
stock = StockStub(channel)


def handler(event, context):
    return stock.Count(Sku(id=event["sku"])).n
