# (module of the case) records of a stream
import base64

from .base import Consumer


class StreamConsumer(Consumer):
    def key(self, record):
        return base64.b64decode(record["kinesis"]["data"]).decode()
