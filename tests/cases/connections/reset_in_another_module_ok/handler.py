# The error drops the connection, the second try opens another one.
# about: SNAP401
# oracle: ok
import database
import psycopg2


def query(statement):
    with database.get().cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def handler(event, context):
    try:
        return {"one": query("select 1")}
    except (psycopg2.OperationalError, psycopg2.InterfaceError):
        database.reset()
        return {"one": query("select 1")}
