# (module of the case) a filter that adds to every record, and a formatter that counts from the start
import logging
import time
import uuid


class Stamp(logging.Filter):
    def __init__(self):
        super().__init__()
        self._run = uuid.uuid4().hex[:12]  # expect: SNAP201

    def filter(self, record):
        record.run = self._run
        record.id = uuid.uuid4().hex
        return True


class SinceStart(logging.Formatter):
    start = time.time()  # expect: SNAP301

    def format(self, record):
        return f"{self.start} {record.run} {record.getMessage()}"


_stamp = Stamp()
_formatter = SinceStart()


def formatted(message, *arguments):
    record = logging.LogRecord("orders", logging.INFO, __file__, 1, message, arguments, None)
    _stamp.filter(record)
    return _formatter.format(record)
