# Settings whose defaults are factories that fetch: they run when the settings are built, in INIT.
# oracle: STALE-SECRET
import boto3
from pydantic import BaseModel, Field

ssm = boto3.client("ssm")


def parameter(name):
    return ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]


class Settings(BaseModel):
    key: str = Field(default_factory=lambda: parameter("/orders/key"))  # expect: SNAP501
    url: str = "https://orders.example.com"


settings = Settings()


def handler(event, context):
    return {"key": settings.key}
