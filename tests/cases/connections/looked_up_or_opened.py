# A look-up that fails says nothing of a dead connection or an old secret.
# oracle: none (the dead connection fails before the secret is read)
import boto3
import psycopg2

links = {}
words = {}


def link(name):
    try:
        return links[name]
    except KeyError:
        links[name] = psycopg2.connect(name)  # expect: SNAP401
        return links[name]


def word(name):
    try:
        return words[name]
    except KeyError:
        words[name] = boto3.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]  # expect: SNAP501
        return words[name]


link("harbour")
word("app/f1")


def handler(event, context):
    cursor = link("harbour").cursor()
    cursor.execute("select 1")
    return {"f0": cursor.fetchone(), "f1": word("app/f1")}
