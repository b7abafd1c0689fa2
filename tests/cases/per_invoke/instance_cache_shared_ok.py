# The cache is the class's, so all its objects share it.
# about: SNAP601
# oracle: ok
import boto3

ssm = boto3.client("ssm")


class Config:
    _values = {}

    def get(self, name):
        if name not in self._values:
            self._values[name] = ssm.get_parameter(Name=name)["Parameter"]["Value"]  # ok
        return self._values[name]


def handler(event, context):
    return {"user": Config().get("/db/user")}
