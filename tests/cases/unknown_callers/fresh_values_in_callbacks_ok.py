# What callbacks make themselves is fresh, whoever calls them.
# about: SNAP201, SNAP301
# oracle: none (the framework does not exist)
import time
import uuid

from company_framework import route


@route("/ticket")
def ticket():
    return {"ticket": uuid.uuid4().hex, "at": time.time()}  # ok


def handler(event, context):
    return {"ok": True}
