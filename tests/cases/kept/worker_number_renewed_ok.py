# The hook numbers each environment anew.
# about: SNAP201
# oracle: ok
import secrets
from snapshot_restore_py import register_after_restore
from snowflake import SnowflakeGenerator

ids = SnowflakeGenerator(secrets.randbelow(1024))


@register_after_restore
def renumber():
    global ids
    ids = SnowflakeGenerator(secrets.randbelow(1024))


def handler(event, context):
    return {"order": next(ids)}
