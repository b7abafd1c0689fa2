# Each invocation replaces them.
# about: SNAP502
# oracle: ok
import duckdb

lake = duckdb.connect()
lake.execute("INSTALL httpfs; LOAD httpfs; INSTALL aws; LOAD aws")


def handler(event, context):
    lake.execute("CREATE OR REPLACE SECRET (TYPE s3, PROVIDER credential_chain)")
    return lake.execute("SELECT count(*) FROM 's3://lake/sales/*.parquet'").fetchone()[0]
