# The cache of Powertools: five minutes if nothing else is said.
# about: SNAP601
# oracle: ok
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.parameters import SSMProvider, get_secret

provider = SSMProvider()


def handler(event, context):
    found = [parameters.get_parameter("/limit"), get_secret("db", max_age=900, force_fetch=False)]
    return [*found, provider.get("/x", max_age=60)]
