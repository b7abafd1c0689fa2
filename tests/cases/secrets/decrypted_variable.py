# An encrypted variable that INIT decrypts: the plaintext is in the snapshot.
# oracle: STALE-SECRET
import base64
import os

import boto3

ENCRYPTED = os.environ.get("API_KEY", "YWJj")
API_KEY = (
    boto3.client("kms")  # expect: SNAP501
    .decrypt(CiphertextBlob=base64.b64decode(ENCRYPTED), EncryptionContext={"fn": "orders"})["Plaintext"]
    .decode("utf-8")
)


def handler(event, context):
    return {"key": API_KEY}
