# Logins that a client stores in itself, and secrets that a connection is told to create.
# oracle: none (needs Vault and DuckDB)
import duckdb
import hvac

vault = hvac.Client(url="https://vault.example")  # expect: SNAP402
vault.auth.approle.login(role_id="shop", secret_id="s")  # expect: SNAP502
lake = duckdb.connect()
lake.sql("CREATE OR REPLACE SECRET lake (TYPE s3, PROVIDER credential_chain)")  # expect: SNAP502
plain = duckdb.connect()
plain.sql("INSTALL httpfs")


def handler(event, context):
    found = vault.secrets.transit.list_keys()
    return [found, lake.sql("select 1").fetchall(), plain.sql("select 1").fetchall()]
