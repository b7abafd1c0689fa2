# The same handler looks for what is not there and for what broke: it replaces the connection for both.
# about: SNAP401
# oracle: ok
import psycopg2

links = {"depot": psycopg2.connect("dbname=depot")}


def rows(name):
    try:
        with links[name].cursor() as cursor:
            cursor.execute("select 1")
            return cursor.fetchone()
    except (KeyError, psycopg2.OperationalError):
        links[name] = psycopg2.connect(f"dbname={name}")
        with links[name].cursor() as cursor:
            cursor.execute("select 1")
            return cursor.fetchone()


def handler(event, context):
    return {"one": rows("depot")}
