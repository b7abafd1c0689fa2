# HashiCorp's Vault: the client connects lazily; a secret read in INIT is kept.
# oracle: STALE-SECRET
import os

import hvac

client = hvac.Client(url=os.environ["VAULT_ADDR"], token="root")
PASSWORD = client.secrets.kv.v2.read_secret_version(path="orders")["data"]["data"]["password"]  # expect: SNAP501


def handler(event, context):
    return {"password": PASSWORD}
