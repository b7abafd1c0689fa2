# about: SNAP505
"""The extension answers 401 after a restore: Powertools asks AWS by itself."""

import json
from urllib.parse import quote

from aws_lambda_powertools.utilities import parameters
import httpx
import requests

PORT = 2773


def login():
    response = parameters.get_secret("orders/db")
    return response


def named(name):
    url = f"http://127.0.0.1:{PORT}/systemsmanager/parameters/get?name={quote(name, safe='')}"
    return parameters.get_parameter(name)


def table(stage):
    answer = parameters.get_secret(stage)
    return answer


def handler(event, context):
    return {"login": login(), "named": named("/orders/url"), "table": table("live")}
