# (module of the case) makes an id for each record
import logging
import uuid


class RequestFilter(logging.Filter):
    def filter(self, record):
        record.request = uuid.uuid4().hex
        return True

    def stamped(self, record):
        self.filter(record)
        return record
