# Fetched by helpers: with a client that is passed, kept on self, returned by a helper; reported where it is kept.
# oracle: STALE-SECRET
from aws import Vault, client, parameter

USER = parameter(client("ssm"), "/db/user")  # expect: SNAP501
PASSWORD = Vault().read("db")  # expect: SNAP501
KEY = Vault(client("secretsmanager")).read("key")  # expect: SNAP501
FETCHED = client("secretsmanager").get_secret_value(SecretId="db")["SecretString"]  # expect: SNAP501


def handler(event, context):
    return [USER, PASSWORD, KEY, FETCHED]
