# A dict that is made for one invocation remembers nothing, whoever looks into it.
# oracle: PER-INVOKE-CALL
import boto3

secrets = boto3.client("secretsmanager")
NAMES = {"login": "prod/login"}


def remembered(store, name):
    if name in store:
        return store[name]
    store[name] = secrets.get_secret_value(SecretId=name)["SecretString"]  # expect: SNAP601
    return store[name]


def listed(names, name):
    if name in names:
        return secrets.get_secret_value(SecretId=names[name])["SecretString"]  # expect: SNAP601
    return ""


def handler(event, context):
    return {"login": len(remembered({}, "login")), "listed": len(listed(NAMES, "login"))}
