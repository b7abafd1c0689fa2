# Such a finding is at most medium: hidden with --min-confidence high.
# about: SNAP103
# oracle: none (the framework does not exist)
import random

from company_framework import route


@route("/lane")
def lane():
    return {"lane": random.randrange(8)}  # ok: medium


def handler(event, context):
    return {"ok": True}
