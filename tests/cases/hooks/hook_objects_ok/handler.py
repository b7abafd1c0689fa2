# Everything that can be a hook: an instance with `__call__`, a bound classmethod, a partial of a method, a lambda, a table of them.
# about: SNAP102, SNAP103, SNAP201, SNAP301, SNAP701
# oracle: ok
import random

import restore
from vault import Vault, vault


def handler(event, context):
    return {
        "vault": vault.code,
        "class": Vault.series,
        "table": restore.state,
        "draw": random.random(),
        "dice": restore.dice.random(),
    }
