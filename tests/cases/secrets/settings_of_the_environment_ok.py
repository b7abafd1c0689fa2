# Settings that read environment variables belong to the published version; those that fetch are built in the handler.
# about: SNAP501
# oracle: ok
import os
from functools import lru_cache

import boto3
from pydantic import Field
from pydantic_settings import BaseSettings

os.environ.setdefault("ORDERS_URL", "https://orders.example.com")


class Settings(BaseSettings):
    orders_url: str
    stage: str = "dev"


class Secrets(BaseSettings):
    key: str = Field(default_factory=lambda: boto3.client("ssm").get_parameter(Name="/k")["Parameter"]["Value"])


settings = Settings()  # ok


@lru_cache
def get_secrets():
    return Secrets()  # ok: first asked for in the handler


def handler(event, context):
    return {"url": settings.orders_url, "key": get_secrets().key}
