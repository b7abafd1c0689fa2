# Opened by the first invocation, kept, and opened again only when it is broken.
# about: SNAP603
# oracle: ok
import os

import psycopg2
from sqlalchemy import create_engine, text

_connection = None
_engines = {}


def connection():
    global _connection
    if _connection is None or _connection.closed:
        _connection = psycopg2.connect(os.environ["DATABASE_URL"])  # ok
    return _connection


def engine(name):
    if name not in _engines:
        _engines[name] = create_engine(os.environ["DATABASE_URL"])  # ok
    return _engines[name]


def one():
    with connection().cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()[0]


def handler(event, context):
    global _connection
    try:
        found = one()
    except psycopg2.OperationalError:
        _connection = None
        found = one()
    with engine("orders").connect() as open_connection:
        return {"sum": found + open_connection.execute(text("select 1")).scalar()}
