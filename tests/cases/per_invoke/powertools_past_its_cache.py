# Arguments that go round the cache of Powertools.
# oracle: PER-INVOKE-CALL
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.parameters import SSMProvider

provider = SSMProvider()


def handler(event, context):
    password = parameters.get_secret("db", force_fetch=True)  # expect: SNAP601
    limit = parameters.get_parameter("/limit", max_age=0)  # expect: SNAP601
    return [password, limit, provider.get("/x", force_fetch=True)]  # expect: SNAP601
