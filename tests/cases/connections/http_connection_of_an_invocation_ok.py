# Built and opened where it is needed.
# about: SNAP401, SNAP402
# oracle: ok
import http.client
import os


def handler(event, context):
    conn = http.client.HTTPSConnection(os.environ["PRICE_HOST"], timeout=3)
    conn.request("GET", "/price/" + event["sku"])
    return conn.getresponse().read().decode()
