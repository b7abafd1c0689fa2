# Two defaults are two places that keep a date of INIT.
# oracle: STALE-TIME
from datetime import date, timedelta


def window(start=date.today() - timedelta(days=7), end=date.today()):  # expect: SNAP301
    return {"from": start.isoformat(), "to": end.isoformat()}


def handler(event, context):
    return window()
