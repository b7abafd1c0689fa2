# Who made the client is not seen; its annotation names its service.
# oracle: STALE-SECRET
from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_ssm.client import SSMClient


def make(service):
    return getattr(sys.modules.get("boto3") or __import__("boto3"), "client")(service)


def password(client: SecretsManagerClient) -> str:
    return client.get_secret_value(SecretId="db")["SecretString"]


def user(client: "SSMClient") -> str:
    return client.get_parameter(Name="/db/user")["Parameter"]["Value"]


PASSWORD = password(make("secretsmanager"))  # expect: SNAP501
USER = user(make("ssm"))  # expect: SNAP501


def handler(event, context):
    return [PASSWORD, USER]
