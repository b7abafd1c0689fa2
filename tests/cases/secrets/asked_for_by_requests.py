# Objects that two HTTP libraries call for each request.
# oracle: STALE-SECRET
import boto3
import httpx
import requests
from requests.auth import AuthBase

ssm = boto3.client("ssm")


class Stamp(AuthBase):
    def __init__(self, name):
        self.word = ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501

    def __call__(self, ask):
        ask.headers["x-word"] = self.word
        return ask


class Flow(httpx.Auth):
    def __init__(self, name):
        self.word = ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501

    def auth_flow(self, ask):
        ask.headers["x-word"] = self.word
        yield ask


old = requests.Session()
old.auth = Stamp("/old")
new = httpx.Client(auth=Flow("/new"))


def handler(event, context):
    return [old.get("https://old.example").text, new.get("https://new.example").text]
