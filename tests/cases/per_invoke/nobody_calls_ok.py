# Helpers that nothing calls, and what runs in INIT or once after the restore.
# about: SNAP601, SNAP602, SNAP604
# oracle: ok
import boto3
from snapshot_restore_py import register_after_restore

cloudwatch = boto3.client("cloudwatch")
cloudwatch.put_metric_data(Namespace="n", MetricData=[])  # ok: once, in INIT
secret = None


def dead():
    return boto3.client("secretsmanager").get_secret_value(SecretId="db")["SecretString"]  # ok


@register_after_restore
def fetch():
    global secret
    secret = boto3.client("secretsmanager").get_secret_value(SecretId="db")["SecretString"]  # ok


def handler(event, context):
    return {"secret": secret}
