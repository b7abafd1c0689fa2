# Clients that connect with their first use, which is in the handler.
# about: SNAP401, SNAP402
# oracle: ok
import os

import boto3
import httpx
import pymysql
import redis
import requests
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

engine = create_engine(os.environ["DATABASE_URL"])  # ok
Session = sessionmaker(engine)  # ok
cache = redis.Redis(host=os.environ["REDIS_HOST"], decode_responses=True)  # ok
web = requests.Session()  # ok
web.headers["accept"] = "application/json"
api = httpx.Client(base_url=os.environ["API_URL"])  # ok
mysql = pymysql.connect(host=os.environ["DB_HOST"], user="app", password="", defer_connect=True)  # ok
s3 = boto3.client("s3")  # ok


def handler(event, context):
    with engine.connect() as connection:
        one = connection.execute(text("select 1")).scalar()
    with Session() as session:
        two = session.execute(text("select 2")).scalar()
    if not mysql.open:
        mysql.connect()
    with mysql.cursor() as cursor:
        cursor.execute("select 1")
    s3.get_object(Bucket="b", Key="k")
    return {
        "db": one + two,
        "cache": cache.get("mode"),
        "web": web.get(os.environ["API_URL"] + "/orders", timeout=5).status_code,
        "api": api.get("/orders").status_code,
    }
