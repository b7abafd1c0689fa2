# A function is called in more ways than are told apart, and one call gives it a role.
# oracle: none (the client does not show which keys it has)
import boto3


def client_of(service, region="", role="", kind="client"):
    options = {"service_name": service}
    if region:
        options["region_name"] = region
    if role:
        keys = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="fleet")["Credentials"]
        options["aws_access_key_id"] = keys["AccessKeyId"]
        options["aws_secret_access_key"] = keys["SecretAccessKey"]
        options["aws_session_token"] = keys["SessionToken"]
    return boto3.resource(**options) if kind == "resource" else boto3.client(**options)


queues = client_of("sqs")
topics = client_of("sns")
files = client_of("s3")
keys = client_of("kms")
logs = client_of("logs")
events = client_of("events")
streams = client_of("kinesis")
states = client_of("stepfunctions")
functions = client_of("lambda")
tables = client_of("dynamodb", kind="resource")  # ok: nobody gives it a role
foreign = client_of("ecs", role="arn:aws:iam::123456789012:role/fleet")  # expect: SNAP502


def handler(event, context):
    clusters = foreign.list_clusters()
    clients = (queues, topics, files, keys, logs, events, streams, states, functions)
    tables.Table("ships")
    return [clusters, *[client.meta.region_name for client in clients]]
