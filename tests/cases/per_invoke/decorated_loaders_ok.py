# Loaders behind a None test or a memo, under decorators of libraries.
# about: SNAP601, SNAP602
# oracle: ok
import functools

import boto3
import tenacity
from aws_lambda_powertools import Tracer

tracer = Tracer(service="quay", disabled=True)
_key = None
_colour = None


@tenacity.retry(stop=tenacity.stop_after_attempt(3))
def load_key():
    return boto3.client("ssm").get_parameter(Name="/quay/key")["Parameter"]["Value"]  # ok: behind `_key is None`


@tracer.capture_method
def load_colour():
    return boto3.client("ssm").get_parameter(Name="/quay/colour")["Parameter"]["Value"]  # ok: behind `_colour is None`


@functools.lru_cache
@tenacity.retry(stop=tenacity.stop_after_attempt(3))
def depth():
    return boto3.client("ssm").get_parameter(Name="/quay/depth")["Parameter"]["Value"]  # ok: a memo


def handler(event, context):
    global _key, _colour
    if _key is None:
        _key = load_key()
    if _colour is None:
        _colour = load_colour()
    return {"key": _key, "colour": _colour, "depth": depth()}
