# aws_secretsmanager_caching renews what it caches, not what INIT keeps beside it.
# oracle: STALE-SECRET
import aws_secretsmanager_caching
import botocore.session
from aws_secretsmanager_caching import SecretCache

client = botocore.session.get_session().create_client("secretsmanager")
cache = SecretCache(client=client)
other = aws_secretsmanager_caching.SecretCache()

PASSWORD = cache.get_secret_string("db")  # expect: SNAP501
TOKEN = other.get_secret_string(secret_id="token")  # expect: SNAP501


def handler(event, context):
    return [PASSWORD, TOKEN]
