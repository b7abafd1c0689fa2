# Credentials that a statement stores in the connection.
# oracle: STALE-SECRET
import duckdb

lake = duckdb.connect()
lake.execute("INSTALL httpfs; LOAD httpfs; INSTALL aws; LOAD aws")
lake.execute("CREATE SECRET (TYPE s3, PROVIDER credential_chain)")  # expect: SNAP502


def handler(event, context):
    return lake.execute("SELECT count(*) FROM 's3://lake/sales/*.parquet'").fetchone()[0]
