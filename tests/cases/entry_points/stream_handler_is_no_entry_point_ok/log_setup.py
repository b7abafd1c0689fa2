# (module of the case) a logging module that no entry point imports, with a name that looks like one
import logging
import uuid

RUN_ID = uuid.uuid4().hex  # ok: no entry point reaches this module
handler = logging.StreamHandler()
handler.setFormatter(logging.Formatter(f"{RUN_ID} %(message)s"))


def emit(message):
    handler.stream.write(f"{RUN_ID} {message}")
