# Scripts, notebooks and batch jobs are not entry points.
# oracle: ok
from tables import RATES


def handler(event, context):
    return {"rate": RATES["eur"]}
