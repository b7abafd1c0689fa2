# A parameter and a secret that the function itself writes back: they are its state, and a cache would be wrong.
# about: SNAP601
# oracle: none (nothing keeps what it writes)
import boto3

ssm = boto3.client("ssm")
vault = boto3.client("secretsmanager")


def cursor():
    return ssm.get_parameter(Name="/cursor")["Parameter"]["Value"]  # ok: written back below


def move(to):
    ssm.put_parameter(Name="/cursor", Value=to, Overwrite=True)


def handler(event, context):
    before = cursor()
    state = vault.get_secret_value(SecretId="state")["SecretString"]  # ok: written back
    move(event["to"])
    vault.put_secret_value(SecretId="state", SecretString=state + event["to"])
    return {"before": before}
