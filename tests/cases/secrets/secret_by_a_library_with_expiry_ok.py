# A library fetches it and lets it expire.
# about: SNAP501, SNAP601
# oracle: ok
import os
from aws_lambda_powertools.utilities import parameters


def handler(event, context):
    return {"sent": parameters.get_secret(os.environ["MAIL_SECRET"], transform="json")["key"][:3]}
