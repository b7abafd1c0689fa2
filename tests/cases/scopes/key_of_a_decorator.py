# A decorator with a secret of INIT as its argument, which checks each call.
# oracle: STALE-SECRET
import boto3

GATE = boto3.client("secretsmanager").get_secret_value(SecretId="app/f0")["SecretString"]  # expect: SNAP501


def only_with(key):
    def wrap(fn):
        def inner(event, context):
            return {"f0": key, "answer": fn(event, context)}

        return inner

    return wrap


@only_with(GATE)
def handler(event, context):
    return 200
