# A loop that puts all parameters of a path into the environment.
# oracle: STALE-SECRET
import os

import boto3


def load(path):
    ssm = boto3.client("ssm")
    for page in ssm.get_paginator("get_parameters_by_path").paginate(Path=path, WithDecryption=True):
        for parameter in page["Parameters"]:
            os.environ[parameter["Name"].split("/")[-1].upper()] = parameter["Value"]


load("/orders")  # also-ok: SNAP501
TOKEN = boto3.client("ssm").get_parameter(Name="/token")["Parameter"]["Value"]  # expect: SNAP501
os.environ.setdefault("TOKEN", TOKEN)


def handler(event, context):
    return {"token": os.environ["TOKEN"]}
