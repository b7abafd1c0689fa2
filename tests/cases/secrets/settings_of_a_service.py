# A service keeps the settings that it was handed.
# oracle: STALE-SECRET
import boto3

from snapshot_restore_py import register_after_restore

manager = boto3.client("secretsmanager")


class Ferry:
    def __init__(self, settings):
        self.settings = settings  # step: SNAP501

    def password(self):
        return self.settings["password"]


def load():
    return {"region": "north", "password": manager.get_secret_value(SecretId="app/f0")["SecretString"]}


settings = load()  # expect: SNAP501
ferry = Ferry(settings)


@register_after_restore
def reload():
    global settings
    settings = load()


def handler(event, context):
    return {"f0": ferry.password()}
