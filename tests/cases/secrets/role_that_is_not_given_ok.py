# Credentials of a branch that the call does not take.
# about: SNAP502
# oracle: ok
import boto3


class Link:
    def client(self, service: str, role_arn: str = "", kind: str = "client"):
        args = {"service_name": service}
        if role_arn:
            sts = boto3.client("sts")
            cred = sts.assume_role(RoleArn=role_arn, RoleSessionName="x")["Credentials"]
            args["aws_access_key_id"] = cred["AccessKeyId"]
            args["aws_secret_access_key"] = cred["SecretAccessKey"]
            args["aws_session_token"] = cred["SessionToken"]
        if kind.lower() == "resource":
            return boto3.resource(**args)
        return boto3.client(**args)


class Table:
    link = Link()

    def __init__(self, name):
        self.db = self.link.client("dynamodb", kind="resource")  # ok: no role, so no credentials are frozen
        self.table = self.db.Table(name)

    def get(self, key):
        return self.db.meta.client.get_paginator("query").paginate(TableName=self.table.table_name, Key=key)


TABLE = Table("orders")


def handler(event, context):
    return TABLE.get(event["key"])
