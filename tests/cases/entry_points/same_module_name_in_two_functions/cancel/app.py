# (module of the case) the second entry point, which uses its own models.py
# oracle: ok (this function is fine)
from models import label


def handler(event, context):
    return {"cancelled": label("c", event["n"])}
