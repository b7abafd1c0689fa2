# The address of the extension is put together in all ways.
# oracle: none (the extension is not there)
import urllib.request


def handler(event, context):
    url = "http://localhost:2773/secretsmanager/get?secretId={}".format(event["s"])
    return urllib.request.urlopen(url).read()  # expect: SNAP505
