# A part of the same program.
import random

import boto3

CODE = boto3.client("ssm").get_parameter(Name="/code", WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501


class Station:
    def __init__(self, event):
        self.event = event

    def main(self):
        return {"ticket": random.randint(1, 10**9), "code": CODE}  # expect: SNAP103
