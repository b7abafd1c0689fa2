# A secret that the function only reads, though it writes parameters.
# oracle: none (nothing keeps what it writes)
import boto3

ssm = boto3.client("ssm")
vault = boto3.client("secretsmanager")


def handler(event, context):
    word = vault.get_secret_value(SecretId="word")["SecretString"]  # expect: SNAP601
    ssm.put_parameter(Name="/cursor", Value=event["to"], Overwrite=True)
    bus = boto3.session.Session().client("events")  # expect: SNAP602
    session = boto3.Session()  # expect: SNAP602
    queue = session.resource("sqs")  # expect: SNAP602
    bus.put_events(Entries=[{"Detail": word}])
    return queue.meta
