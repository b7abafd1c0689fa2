# A formatter and a record factory run wherever INVOKE logs.
# oracle: none (what is logged is no part of the answer)
import logging
import uuid

NODE = uuid.uuid4().hex  # expect: SNAP201
RUN = uuid.uuid4().hex  # expect: SNAP201
make = logging.getLogRecordFactory()


class Lines(logging.Formatter):
    def format(self, record):
        return f"{NODE} {super().format(record)}"


def record(*args, **kwargs):
    made = make(*args, **kwargs)
    made.run = RUN
    return made


logging.setLogRecordFactory(record)
stream = logging.StreamHandler()
stream.setFormatter(Lines())
logging.getLogger().addHandler(stream)


def handler(event, context):
    logging.warning("taken")
