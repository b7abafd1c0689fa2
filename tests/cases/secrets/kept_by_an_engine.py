# A password in an engine's URL: the pool opens its connections with it for as long as the environment lives.
# oracle: none (needs a database that takes secret passwords)
import json
import os

import boto3
from sqlalchemy import create_engine, text

secret = json.loads(boto3.client("secretsmanager").get_secret_value(SecretId="db")["SecretString"])  # expect: SNAP501
engine = create_engine(
    f"postgresql+psycopg2://{secret['username']}:{secret['password']}@{os.environ['DB_HOST']}/app",
    pool_pre_ping=True,
)


def handler(event, context):
    with engine.connect() as connection:
        return {"count": connection.execute(text("select count(*) from orders")).scalar()}
