# Among the errors for which a link is replaced are those of a dead one.
# about: SNAP401, SNAP501
# oracle: none (the stand-in of the database fails otherwise)
import base64
import os

import boto3
import psycopg2
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

vault = boto3.client("secretsmanager")
link = psycopg2.connect(os.environ.get("DSN", "db"))


def fetch():
    return vault.get_secret_value(SecretId="key")["SecretBinary"]


key = fetch()


def ask(text):
    global link
    try:
        with link.cursor() as cursor:
            cursor.execute("select answer from oracle where question = %s", (text,))
            return cursor.fetchone()[0]
    except (TypeError, OSError, psycopg2.Error):
        link = psycopg2.connect(os.environ.get("DSN", "db"))
        return None


def opened(sealed):
    global key
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], None)
    except ValueError:
        key = fetch()
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], None)


def handler(event, context):
    return [ask(str(event)), opened(base64.b64decode(event["sealed"])).decode()]
