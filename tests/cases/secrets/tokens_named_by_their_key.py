# The key under which a token stands in an answer says what it is; other entries of the answer are data.
# oracle: none (not run)
import json
import os
from urllib.request import Request, urlopen

REQUEST = Request(os.environ["LOGIN_URL"], data=b"{}", method="POST")
answer = json.loads(urlopen(REQUEST, timeout=3).read())  # expect: SNAP502


class Session:
    def __init__(self, found):
        self.header = "Bearer " + found.get("id_token", "")


session = Session(answer)


def handler(event, context):
    return {"Authorization": session.header}
