# A default value, a dict, a cursor, a bound method, a closure.
# oracle: RESTORE-ERROR
import os

import psycopg2

URL = os.environ["DATABASE_URL"]


def first(connection=psycopg2.connect(URL)):  # expect: SNAP401
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()[0]


by_name = {name: psycopg2.connect(URL) for name in ("orders", "stock")}  # expect: SNAP401
cursor = psycopg2.connect(URL).cursor()  # expect: SNAP401
open_cursor = psycopg2.connect(URL).cursor  # expect: SNAP401


def asker(url):
    connection = psycopg2.connect(url)  # expect: SNAP401

    def ask(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0]

    return ask


ask = asker(URL)


def handler(event, context):
    with by_name["stock"].cursor() as third:
        third.execute("select 3")
    cursor.execute("select 2")
    with open_cursor() as fourth:
        fourth.execute("select 4")
    return {"first": first(), "fifth": ask("select 5")}
