# What is fetched goes through buffers, rows and archives before it is kept.
# oracle: STALE-DATA
import configparser
import csv
import io
import zipfile

import boto3

s3 = boto3.client("s3")
ssm = boto3.client("ssm")


def body(key):
    return s3.get_object(Bucket="reference", Key=key)["Body"].read()


def cities():
    rows = csv.DictReader(io.StringIO(body("cities.csv").decode()))
    return {row["zip"]: row["city"] for row in rows}


def inside(name):
    with zipfile.ZipFile(io.BytesIO(body("all.zip"))) as archive:
        return archive.read(name)


def login():
    settings = configparser.ConfigParser()
    settings.read_string(ssm.get_parameter(Name="/ini", WithDecryption=True)["Parameter"]["Value"])
    return settings["db"]["word"]


CITIES = cities()  # expect: SNAP504
TERMS = inside("terms.txt").decode()  # expect: SNAP504
WORD = login()  # expect: SNAP501


def handler(event, context):
    return [CITIES.get(event.get("zip")), TERMS, WORD]
