# A refused request fetches the secret anew: at the next try, or behind the test.
# oracle: STALE-SECRET
import http

import boto3
import requests

vault = boto3.client("secretsmanager")


def fetch(name):
    return vault.get_secret_value(SecretId=name)["SecretString"]


class Vendor:
    def __init__(self):
        self.key = fetch("vendor")  # expect: SNAP501  # level: SNAP501 note

    def ask(self, path):
        for _ in range(2):
            reply = requests.get(path, headers={"x-key": self.key}, timeout=3)
            if reply.status_code != 401:
                return reply.text
            self.key = fetch("vendor")
        return None


class Partner:
    def __init__(self):
        self.key = fetch("partner")  # expect: SNAP501  # level: SNAP501 note

    def renew(self):
        self.key = fetch("partner")

    def ask(self, path):
        reply = requests.get(path, headers={"x-key": self.key}, timeout=3)
        if reply.status_code in (http.HTTPStatus.UNAUTHORIZED, http.HTTPStatus.FORBIDDEN):
            self.renew()
            reply = requests.get(path, headers={"x-key": self.key}, timeout=3)
        return reply.text


vendor, partner = Vendor(), Partner()
other = fetch("other")  # expect: SNAP501  # level: SNAP501 error


def handler(event, context):
    reply = requests.get("https://other.example", headers={"x-key": other}, timeout=3)
    if reply.status_code == 401:
        print("refused")
    return [vendor.ask(event["path"]), partner.ask(event["path"]), reply.text]
