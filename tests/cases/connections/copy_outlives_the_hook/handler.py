# `from database import connection` binds the old connection to a name of its own.
# oracle: RESTORE-ERROR
from database import connection


def handler(event, context):
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return {"one": cursor.fetchone()[0]}
