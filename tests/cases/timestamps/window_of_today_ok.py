# The defaults are made by each call.
# about: SNAP301
# oracle: ok
from datetime import date, timedelta


def window(start=None, end=None):
    end = end or date.today()
    start = start or end - timedelta(days=7)
    return {"from": start.isoformat(), "to": end.isoformat()}


def handler(event, context):
    return window()
