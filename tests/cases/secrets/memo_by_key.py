# Two keys of a memo: one is primed in INIT.
# oracle: STALE-SECRET
import functools
import json
import os

import boto3


@functools.lru_cache(maxsize=8)
def secret_of(name):
    return json.loads(boto3.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"])


def login_pair():
    pair = secret_of(os.environ["LOGIN_SECRET"])  # expect: SNAP501
    return pair["user"], pair["password"]


def report_target():
    return secret_of(os.environ["REPORT_SECRET"])["host"]  # ok: first fetched after the restore  # no-step: SNAP501


login_pair()


def handler(event, context):
    user, password = login_pair()
    return {"ok": event["password"] == password, "target": report_target()}
