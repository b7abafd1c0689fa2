# Who closes a connection would close it for all.
# about: SNAP603
import os

import psycopg2


def handler(event, context):
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    with connection.cursor() as cursor:
        cursor.execute("select name from customer where id = %s", (event["id"],))
        found = cursor.fetchone()
    connection.close()
    return found
