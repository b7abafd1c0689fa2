# A memo is asked for members of enums whose values nobody spells out.
# oracle: STALE-SECRET
import enum
from functools import lru_cache

import boto3

manager = boto3.client("ssm")


class Name(enum.Enum):
    def _generate_next_value_(name, start, count, last_values):
        return f"/ships/{name.lower()}"

    ROLE = enum.auto()
    TABLE = enum.auto()
    COMMIT = enum.auto()


class Flag(enum.Enum):
    RED = enum.auto()
    BLUE = enum.auto()


@lru_cache
def parameter(name):
    return manager.get_parameter(Name=name.value, WithDecryption=True)["Parameter"]["Value"]


@lru_cache
def noted(name):
    return manager.get_parameter(Name=name.value, WithDecryption=True)["Parameter"]["Value"]


@lru_cache
def flagged(flag):
    return manager.get_parameter(Name=flag.name, WithDecryption=True)["Parameter"]["Value"]


parameter(Name.ROLE)  # expect: SNAP501
noted(Name.TABLE)  # ok: nobody asks for it again
flagged(Flag.RED)  # ok: the handler asks for another


def handler(event, context):
    log = {"commit": noted(Name.COMMIT)}  # ok: first fetched after the restore
    return {"role": parameter(Name.ROLE), "blue": flagged(Flag.BLUE), **log}
