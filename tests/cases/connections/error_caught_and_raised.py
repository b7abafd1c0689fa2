# Errors that are logged and raised again, and attempts with the same dead connection.
# oracle: RESTORE-ERROR
import logging
import os

import psycopg2

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # expect: SNAP401
log = logging.getLogger(__name__)


def query():
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()[0]


def handler(event, context):
    for attempt in range(3):
        try:
            return {"one": query()}
        except psycopg2.Error as error:
            log.warning("attempt %s: %s", attempt, error)
            if attempt == 2:
                raise
