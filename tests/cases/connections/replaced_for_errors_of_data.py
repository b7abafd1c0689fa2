# A link is replaced when what it was asked makes no sense, not when it is dead.
# oracle: RESTORE-ERROR
import json
import os

import psycopg2

link = psycopg2.connect(os.environ.get("DSN", "db"))  # expect: SNAP401


def ask(text):
    global link
    try:
        with link.cursor() as cursor:
            cursor.execute("select answer from oracle where question = %s", (text,))
            return json.loads(cursor.fetchone()[0])
    except (json.JSONDecodeError, TypeError):
        link = psycopg2.connect(os.environ.get("DSN", "db"))
        return None


def handler(event, context):
    return ask(str(event))
