# Vault, Google, Azure, KMS.
# oracle: none (needs their servers)
import base64
import os

import boto3
import hvac
from azure.identity import DefaultAzureCredential
from azure.keyvault.secrets import SecretClient
from google.cloud import secretmanager

vault = hvac.Client(url=os.environ["VAULT_ADDR"])
azure = SecretClient(os.environ["VAULT_URL"], DefaultAzureCredential())
google = secretmanager.SecretManagerServiceClient()
kms = boto3.client("kms")
BLOB = base64.b64decode(os.environ["API_KEY"])


def handler(event, context):
    one = vault.secrets.kv.v2.read_secret_version(path="orders")["data"]["data"]  # expect: SNAP601
    two = azure.get_secret("orders").value  # expect: SNAP601
    three = google.access_secret_version(name="projects/p/secrets/orders/versions/1").payload.data  # expect: SNAP601
    four = kms.decrypt(CiphertextBlob=BLOB)["Plaintext"]  # expect: SNAP601
    return [one, two, three.decode(), four.decode()]
