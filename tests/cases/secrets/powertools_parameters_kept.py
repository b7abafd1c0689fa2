# The cache of Powertools expires; what INIT keeps beside it does not.
# oracle: STALE-SECRET
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.parameters import SecretsProvider, get_secret

PASSWORD = parameters.get_secret("db", max_age=60)  # expect: SNAP501
LIMITS = get_secret("limits", transform="json")["password"]  # expect: SNAP501
KEY = parameters.get_parameter("/orders/key", decrypt=True)  # expect: SNAP501
provider = SecretsProvider()
TOKEN = provider.get("token")  # expect: SNAP501


def handler(event, context):
    return [PASSWORD, LIMITS, KEY, TOKEN]
