# A factory that makes a client whenever it is asked; the service's name is a literal all the same.
# oracle: PER-INVOKE-CLIENT
import os

import boto3


class Aws:
    def __init__(self, region):
        self.region = region

    def __getattr__(self, service):
        return boto3.client(service, region_name=self.region)  # expect: SNAP602


aws = Aws(os.environ["AWS_REGION"])


def handler(event, context):
    aws.s3.get_object(Bucket="b", Key="k")
    return {"n": aws.dynamodb.scan(TableName="t")["Count"]}
