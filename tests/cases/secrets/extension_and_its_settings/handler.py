# One request is one finding: neither the port nor the token is another.
# oracle: none (what the extension does under SnapStart is not emulated)
import requests

from conf import BASE, HEADERS


def parameter(name):
    url = BASE + "/systemsmanager/parameters/get?name=" + name
    answer = requests.get(url, headers=HEADERS, timeout=2)  # expect: SNAP505
    return answer.json()["Parameter"]["Value"]


def handler(event, context):
    return {"page": parameter("page")}
