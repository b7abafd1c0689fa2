# Whoever holds the old object asks it, and what a library holds is not ours to see.
# about: SNAP501, SNAP201
import uuid

import boto3
import httpx
import requests

ssm = boto3.client("ssm")


class Flow(httpx.Auth):
    def __init__(self, name):
        self.word = ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]

    def auth_flow(self, ask):
        ask.headers["x-word"] = self.word
        yield ask


new = httpx.Client(auth=Flow("/new"))
session = requests.Session()
session.headers.update({"X-Client": uuid.uuid4().hex})


def handler(event, context):
    return [session.get("https://old.example", timeout=3).text, new.get("https://new.example").text]
