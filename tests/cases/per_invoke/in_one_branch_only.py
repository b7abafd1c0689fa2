# A branch is no cache: an `if`, a case of a match, a short-circuit, a ternary, an entry of a table.
# oracle: PER-INVOKE-CALL
import boto3

manager = boto3.client("secretsmanager")
cloudwatch = boto3.client("cloudwatch")


def report():
    secret = manager.get_secret_value(SecretId="report")["SecretString"]  # expect: SNAP601
    boto3.client("ses").send_email(Source=secret, Destination={}, Message={})  # expect: SNAP602


def count():
    cloudwatch.put_metric_data(Namespace="n", MetricData=[])  # expect: SNAP604


def archive():
    return boto3.client("s3").list_buckets()  # expect: SNAP602


def sweep():
    return boto3.client("sqs").list_queues()  # expect: SNAP602


ACTIONS = {"archive": archive}


def handler(event, context):
    if event.get("action") == "report":
        report()
    match event.get("kind"):
        case "metric":
            count()
        case _:
            pass
    action = ACTIONS.get(event.get("action"))
    if action is not None:
        action()
    return {"queues": sweep() if event.get("queues") else [], "verbose": event.get("v") and count()}
