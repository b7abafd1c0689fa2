# Asked in the handler: the cache of Powertools expires by the wall clock, also what INIT put into it.
# about: SNAP501, SNAP601
# oracle: ok
from aws_lambda_powertools.utilities import parameters

provider = parameters.SSMProvider()
parameters.get_secret("db", max_age=600)  # ok: the result is dropped


def handler(event, context):
    secret = parameters.get_secret("db", max_age=600)
    return [secret, provider.get("/orders/key", max_age=300), parameters.get_parameter("/x")]
