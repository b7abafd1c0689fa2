# A validator runs where the model is built: in INIT.
# oracle: STALE-SECRET
import boto3
from pydantic import BaseModel, model_validator


class Ferry(BaseModel):
    key: str = ""

    @model_validator(mode="after")
    def fill(self):
        self.key = boto3.client("ssm").get_parameter(Name="/ferry/key", WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501
        return self


ferry = Ferry()


def handler(event, context):
    return {"key": ferry.key}
