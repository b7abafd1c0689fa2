# A connection that is built on one line and opened by a method on another.
# oracle: none (needs a web server)
import http.client
import os

conn = http.client.HTTPSConnection(os.environ["PRICE_HOST"], timeout=3)  # expect: SNAP402
conn.connect()  # step: SNAP402


def handler(event, context):
    conn.request("GET", "/price/" + event["sku"])
    return conn.getresponse().read().decode()
