# Caches of cachetools count by the monotonic clock: what INIT puts into one may look young days later.
# oracle: none (the package is not installed here)
import boto3
from cachetools import TTLCache, cached, cachedmethod
from cachetools.func import ttl_cache

manager = boto3.client("secretsmanager")


def fetch(name):
    return manager.get_secret_value(SecretId=name)["SecretString"]


@ttl_cache(maxsize=8, ttl=300)
def first(name):
    return fetch(name)


@cached(TTLCache(maxsize=8, ttl=300))
def second(name):
    return fetch(name)


class Vault:
    def __init__(self):
        self.held = TTLCache(maxsize=8, ttl=300)

    @cachedmethod(lambda self: self.held)
    def third(self, name):
        return fetch(name)


vault = Vault()
first("db")  # expect: SNAP501  # confidence: SNAP501 medium
second("db")  # expect: SNAP501  # confidence: SNAP501 medium
vault.third("db")  # expect: SNAP501  # confidence: SNAP501 medium


def handler(event, context):
    return [first("db"), second("db"), vault.third("db")]
