# Caches that are asked too late, belong to the invocation, or forget.
# oracle: PER-INVOKE-CALL
# unmended: SNAP601 a memo that belongs to the invocation is a plain mistake, which a linter for memos on methods finds
import functools

import boto3

ssm = boto3.client("ssm")
_cache = {}


def eager(name):
    return _cache.setdefault(name, ssm.get_parameter(Name=name)["Parameter"]["Value"])  # expect: SNAP601


def forgetful(name):
    _cache.clear()
    if name not in _cache:
        _cache[name] = ssm.get_parameter(Name=name)["Parameter"]["Value"]  # also-ok: SNAP601
    return _cache[name]


class Config:
    @functools.lru_cache(maxsize=None)
    def get(self, name):
        return ssm.get_parameter(Name=name)["Parameter"]["Value"]  # known-miss: SNAP601 a memo on a method of an object built anew


def handler(event, context):
    @functools.lru_cache(maxsize=None)
    def local(name):
        return ssm.get_parameter(Name=name)["Parameter"]["Value"]  # known-miss: SNAP601 a memo that is defined anew

    return [eager("/a"), forgetful("/b"), Config().get("/c"), local("/d")]
