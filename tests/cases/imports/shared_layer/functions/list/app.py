# The second function uses the envelope only.
# oracle: COLLIDES
import helpers
from common import envelope


def lambda_handler(event, context):
    return envelope("listed", {"page": helpers.page(event.get("n", 0))})
