# (module of the case) a pytest module
import random
import uuid

from handler import handler

RUN = uuid.uuid4().hex  # ok: a test


def test_gives_an_id(event, context):
    event["run"] = RUN
    event["n"] = random.randrange(100)  # ok: a test
    assert handler(event, context)["id"]
