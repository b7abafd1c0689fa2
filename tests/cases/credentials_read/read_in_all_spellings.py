# The variables of static credentials, which SnapStart does not set, in every way to read them.
# oracle: RESTORE-ERROR
import os
from os import environ, getenv
from os import environ as variables


def by_get():
    return os.environ.get("AWS_ACCESS_KEY_ID")  # expect: SNAP503


def with_default():
    return os.getenv("AWS_SECRET_ACCESS_KEY", "")  # expect: SNAP503


def by_name():
    return getenv("AWS_SESSION_TOKEN")  # expect: SNAP503


def by_another_name():
    return variables.get("AWS_ACCESS_KEY_ID", "none")  # expect: SNAP503


def by_key():
    return environ["AWS_SECRET_ACCESS_KEY"]  # expect: SNAP503


def in_full():
    return os.environ["AWS_ACCESS_KEY_ID"]  # expect: SNAP503


def handler(event, context):
    found = [by_get(), with_default(), by_name(), by_another_name(), by_key(), in_full()]
    return [len(each) for each in found]
