# Imports the hooks, and uses the connections through their module.
# about: SNAP401
# oracle: ok
import database
import hooks  # noqa: F401


def one(connection):
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()[0]


def handler(event, context):
    found = [one(database.primary), one(database.lazy())]
    return {"sum": sum(found) + sum(one(each) for each in database.replicas)}
