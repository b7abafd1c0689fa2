# On some invocations only: a branch, a case of a match, an error, a short-circuit, an entry of a table of actions.
# about: SNAP601, SNAP602, SNAP604
# oracle: ok
import boto3

manager = boto3.client("secretsmanager")
cloudwatch = boto3.client("cloudwatch")


def report():
    secret = manager.get_secret_value(SecretId="report")["SecretString"]  # ok
    boto3.client("ses").send_email(Source=secret, Destination={}, Message={})  # ok


def count():
    cloudwatch.put_metric_data(Namespace="n", MetricData=[])  # ok


ACTIONS = {"report": report, "count": count}


def handler(event, context):
    if event.get("action") == "report":
        report()
    match event.get("kind"):
        case "metric":
            count()
        case _:
            pass
    event.get("verbose") and count()
    try:
        number = int(event["n"])
    except ValueError:
        count()
        raise
    action = ACTIONS.get(event.get("action"))
    if action is not None:
        action()
    return {"n": number}
