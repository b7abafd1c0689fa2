# A driver of its own for a data base of AWS.
# oracle: PER-INVOKE-CONNECT
import os
import aurora_dsql_psycopg2 as dsql


def handler(event, context):
    with dsql.connect(host=os.environ["CLUSTER"], user="admin") as connection:  # expect: SNAP603
        return connection.cursor().execute("select 1")
