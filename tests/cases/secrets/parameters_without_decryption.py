# What Powertools reads without decrypting it is no secret, but stays as it was.
# oracle: STALE-SECRET
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.parameters import SSMProvider

provider = SSMProvider()
PAGE = parameters.get_parameter("/page", max_age=60)  # expect: SNAP501  # level: SNAP501 warning
PATHS = provider.get_multiple("/paths")  # expect: SNAP501  # level: SNAP501 warning
WORD = provider.get("/word", decrypt=True)  # expect: SNAP501  # level: SNAP501 error


def handler(event, context):
    return [PAGE, PATHS, WORD]
