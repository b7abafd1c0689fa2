# An address in an object's base URL.
# oracle: none (the emulator's hosts do not move)
import os
import socket

import requests


class Search:
    def __init__(self, host):
        address = socket.gethostbyname(host)  # expect: SNAP403
        self.url = f"http://{address}:9200"

    def find(self, text):
        return requests.get(f"{self.url}/_search", params={"q": text}, timeout=5).json()


search = Search(os.environ["SEARCH_HOST"])


def handler(event, context):
    return search.find(event["text"])
