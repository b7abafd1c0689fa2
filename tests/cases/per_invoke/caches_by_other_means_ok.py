# A closure, an object that a global keeps, a flag in a variable, a helper that asks, a cache of a library.
# about: SNAP601, SNAP602
# oracle: ok
import boto3
from cachetools import TTLCache

ssm = boto3.client("ssm")
_answers = TTLCache(4, 60)
_by_name = {}
_shelf = None
_word = None


def once(build):
    done, value = False, None

    def get():
        nonlocal done, value
        if not done:
            value, done = build(), True
        return value

    return get


@once
def topic():
    return boto3.client("sns")  # ok


class Shelf:
    def __init__(self):
        self._client = None
        self._tables = {}

    @property
    def client(self):
        if self._client is None:
            self._client = boto3.client("s3")  # ok
        return self._client

    def table(self, name):
        if name not in self._tables:
            self._tables[name] = boto3.resource("dynamodb").Table(name)  # ok
        return self._tables[name]


def shelf():
    global _shelf
    if not _shelf:
        _shelf = Shelf()
    return _shelf


def answer():
    known = _answers.get("k")
    if known:
        return known
    _answers["k"] = ssm.get_parameter(Name="/k")["Parameter"]["Value"]  # ok
    return _answers["k"]


def has(name):
    return name in _by_name


def client(name):
    if has(name):
        return _by_name[name]
    _by_name[name] = boto3.client(name)  # ok
    return _by_name[name]


def word():
    global _word
    known = _word is not None
    if known:
        return _word
    _word = ssm.get_parameter(Name="/word")["Parameter"]["Value"]  # ok
    return _word


def handler(event, context):
    topic().publish(TopicArn="t", Message=answer())
    shelf().client.list_buckets()
    return [shelf().table("t").table_status, client("sqs").list_queues(), word()]
