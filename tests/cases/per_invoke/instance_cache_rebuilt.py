# A hand-written cache in an object of the invocation.
# oracle: PER-INVOKE-CALL
import boto3

ssm = boto3.client("ssm")


class Config:
    def __init__(self):
        self._values = {}

    def get(self, name):
        if name not in self._values:
            self._values[name] = ssm.get_parameter(Name=name)["Parameter"]["Value"]  # expect: SNAP601
        return self._values[name]


def handler(event, context):
    config = Config()
    return {"user": config.get("/db/user"), "again": config.get("/db/user")}
