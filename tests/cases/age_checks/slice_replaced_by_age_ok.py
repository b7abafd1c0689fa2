# A slice of a list is replaced when the wall clock says so.
# about: SNAP501, SNAP301
# oracle: ok
import time

import boto3

_kept: list = []
_due = 0.0


def tariff():
    global _due
    if not _kept or time.time() > _due:
        _kept[:] = [boto3.client("ssm").get_parameter(Name="/pier/tariff")["Parameter"]["Value"]]  # ok: wall clock, replaced
        _due = time.time() + 300
    return _kept[0]


tariff()


def handler(event, context):
    return {"tariff": tariff()}
