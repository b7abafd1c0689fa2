# INIT asks first.
# oracle: RESTORE-ERROR
import database

with database.connection.cursor() as warm:
    warm.execute("select 1")


def handler(event, context):
    with database.connection.cursor() as cursor:
        cursor.execute("select 1")
        return {"one": cursor.fetchone()[0]}
