# The hook changes the one list that all hold, and builds the headers again.
# about: SNAP201, SNAP501
# oracle: ok
import uuid

import boto3
from snapshot_restore_py import register_after_restore

store = boto3.client("secretsmanager")


def read():
    answer = store.get_secret_value(SecretId="kiosk/word")
    return answer["SecretString"]


def headers():
    return {"authorization": f"Bearer {word}"}


class Kiosk:
    def __init__(self, facts):
        self.facts = facts


word = read()
HEADERS = headers()
facts = {"kiosk": uuid.uuid4().hex, "floor": 2}
kiosk = Kiosk(facts)


@register_after_restore
def renew():
    global word, HEADERS
    word = read()
    HEADERS = headers()
    facts["kiosk"] = uuid.uuid4().hex


def handler(event, context):
    return {**HEADERS, "kiosk": kiosk.facts["kiosk"]}
