# What a library makes of another object of its own is no entry point.
# about: SNAP201
# handler: run
# oracle: ok
import uuid
from logging.handlers import MemoryHandler, SocketHandler

NODE = uuid.uuid4().hex  # ok: nothing that is invoked reads it

handler = MemoryHandler(64, target=SocketHandler("logs.example", 9020))


def lend(event):
    return NODE


def run(event, context):
    return {"n": event["n"]}
