# What caches hold is looked up by `with` and `for`, and only a miss is fetched.
# about: SNAP601
# oracle: ok
import contextlib

import boto3

ssm = boto3.client("ssm")
_words = {}
_names = []


def word(name):
    with contextlib.nullcontext(_words.get(name)) as known:
        if known:
            return known
    _words[name] = ssm.get_parameter(Name=name)["Parameter"]["Value"]  # ok: kept from then on
    return _words[name]


def name():
    for known in _names:
        if known:
            return known
    _names.append(ssm.get_parameter(Name="/name")["Parameter"]["Value"])  # ok: kept from then on
    return _names[0]


def handler(event, context):
    return [len(word("/word")), len(name())]
