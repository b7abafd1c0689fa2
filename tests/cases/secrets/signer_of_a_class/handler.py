# What the answers of signed requests are asked for is no use of the signer that a story begins with.
# oracle: STALE-SECRET
from search import Search

search = Search("eu-west-1", "h")


def repeated(function, **options):
    answer = function(**options)
    if answer.status_code < 300:
        return answer.text
    print(answer.reason)
    return answer.status_code, answer.headers


def handler(event, context):
    return repeated(search.create, name=event["name"])
