# The service, the endpoint or the session of each invocation is another one.
# about: SNAP602
# oracle: PER-INVOKE-CLIENT (each invocation needs another one)
import boto3


def client_for(tenant):
    return boto3.client("dynamodb", region_name=tenant["region"])  # ok: the region comes in a dict


class Tenant:
    def __init__(self, number):
        self.region = f"eu-west-{number}"

    def queue(self):
        return boto3.client("sqs", region_name=self.region)  # ok


def handler(event, context):
    regions = {1: "eu-west-1"}
    service = event.get("service", "s3")
    one = boto3.client(service)  # ok
    two = client_for({"region": regions[event["n"]]}).scan(TableName="t")
    three = boto3.Session(region_name=event.get("region", "eu-west-1")).resource("dynamodb")  # ok
    return [one.meta.region_name, two["Count"], three.Table("t").scan()["Count"], Tenant(event["n"]).queue().meta.region_name]
