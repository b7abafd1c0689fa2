# A command of the shell beside the handler.
# about: SNAP601, SNAP602
# oracle: ok
import boto3
import click


@click.command()
def show():
    print(boto3.client("ssm").get_parameter(Name="/quay/key")["Parameter"]["Value"])  # ok: a command of the shell


def handler(event, context):
    return {"ok": True}
