# A login that a hook does again, and a secret that the handler creates.
# about: SNAP502
# oracle: none (needs Vault and DuckDB)
import duckdb
import hvac
from snapshot_restore_py import register_after_restore

vault = hvac.Client(url="https://vault.example")
lake = duckdb.connect()


@register_after_restore
def login():
    vault.auth.approle.login(role_id="shop", secret_id="s")


def handler(event, context):
    lake.sql("CREATE OR REPLACE SECRET lake (TYPE s3, PROVIDER credential_chain)")
    return [vault.secrets.transit.list_keys(), lake.sql("select 1").fetchall()]
