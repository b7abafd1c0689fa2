# Getters take a few things out of each row that was fetched.
# oracle: STALE-SECRET
from operator import itemgetter

import boto3

ssm = boto3.client("ssm")


def load(names):
    found = ssm.get_parameters(Names=names, WithDecryption=True)["Parameters"]
    return dict(map(itemgetter("Name", "Value"), found))


WORDS = load(["/a", "/b"])  # expect: SNAP501
ROWS = [("a", 1), ("b", 2)]
NAMES = list(map(itemgetter(0), ROWS))


def handler(event, context):
    return [WORDS["/a"], NAMES]
