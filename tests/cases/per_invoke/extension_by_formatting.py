# The address of the secrets extension, put together in three ways.
# oracle: none (the extension is not there)
import os
import urllib.request

PORT = 2773


def handler(event, context):
    one = "http://localhost:{port}/secretsmanager/get?secretId={}".format(event["s"], port=PORT)
    two = "http://localhost:%d/secretsmanager/get?secretId=%s" % (PORT, event["s"])
    three = "http://{0}:2773/secretsmanager/get".format("localhost")
    other = "http://{}:8080/items/%s".format(os.environ["HOST"]) % event["s"]
    return [
        urllib.request.urlopen(one).read(),  # expect: SNAP505
        urllib.request.urlopen(two).read(),  # expect: SNAP505
        urllib.request.urlopen(three).read(),  # expect: SNAP505
        urllib.request.urlopen(other).read(),
    ]
