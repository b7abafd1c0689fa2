# The draw of the global generator is reported where it stands, in a helper module too.
# oracle: COLLIDES
from random_utils import jitter, ticket


def handler(event, context):
    return {"delay": jitter(5), "ticket": ticket()}
