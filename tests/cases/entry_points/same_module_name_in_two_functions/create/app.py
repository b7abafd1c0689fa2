# Each function's imports are looked up in its own CodeUri: both folders have an app.py and a models.py.
# oracle: COLLIDES
from models import SERIES, label


def handler(event, context):
    return {"created": label(SERIES, event["n"])}
