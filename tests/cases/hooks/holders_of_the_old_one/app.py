# Each hook gives a name of this module something new; who holds the old one keeps it.
# oracle: STALE-SECRET, COLLIDES
import uuid
from functools import partial

import boto3
from snapshot_restore_py import register_after_restore

store = boto3.client("secretsmanager")


def read():
    answer = store.get_secret_value(SecretId="kiosk/word")
    return answer["SecretString"]


def describe():
    return {"kiosk": uuid.uuid4().hex, "floor": 2}


def label(about, text):
    return f"{about['kiosk']}: {text}"


word = read()  # expect: SNAP501
LOGIN = ("kiosk", word)
facts = describe()  # expect: SNAP201
labelled = partial(label, facts)


@register_after_restore
def renew():
    global word, facts
    word = read()
    facts = describe()


def handler(event, context):
    return {"user": LOGIN[0], "word": LOGIN[1], "text": labelled("hello")}
