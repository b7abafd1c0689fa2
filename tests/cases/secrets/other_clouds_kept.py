# The secrets of Google and Azure.
# oracle: none (needs their clouds)
import os

from azure.identity import DefaultAzureCredential
from azure.keyvault.secrets import SecretClient
from google.cloud import secretmanager

vault = SecretClient(vault_url=os.environ["VAULT_URL"], credential=DefaultAzureCredential())
AZURE = vault.get_secret("orders").value  # expect: SNAP501

client = secretmanager.SecretManagerServiceClient()
name = f"projects/{os.environ['PROJECT']}/secrets/orders/versions/latest"
GOOGLE = client.access_secret_version(request={"name": name}).payload.data.decode("utf-8")  # expect: SNAP501


def handler(event, context):
    return [AZURE, GOOGLE]
