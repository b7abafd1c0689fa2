# Caches of cachetools that count by the wall clock, or that a hook empties.
# about: SNAP501
# oracle: none (the package is not installed here)
import time

import boto3
from cachetools import TTLCache, cached
from cachetools.func import ttl_cache
from snapshot_restore_py import register_after_restore

manager = boto3.client("secretsmanager")
held = TTLCache(maxsize=8, ttl=300)


def fetch(name):
    return manager.get_secret_value(SecretId=name)["SecretString"]


@ttl_cache(maxsize=8, ttl=300, timer=time.time)
def by_the_wall(name):
    return fetch(name)  # ok


@cached(TTLCache(maxsize=8, ttl=300, timer=time.time))
def by_the_wall_too(name):
    return fetch(name)  # ok


@cached(held)
def emptied(name):
    return fetch(name)  # ok


@ttl_cache(ttl=300)
def forgotten(name):
    return fetch(name)  # ok


KNOWN = [by_the_wall("db"), by_the_wall_too("db"), emptied("db"), forgotten("db")]
del KNOWN
register_after_restore(held.clear)
register_after_restore(forgotten.cache_clear)


def handler(event, context):
    return [by_the_wall("db"), by_the_wall_too("db"), emptied("db"), forgotten("db")]
