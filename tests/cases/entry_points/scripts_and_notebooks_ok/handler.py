# Scripts, notebooks and batch jobs are not entry points.
# about: SNAP103, SNAP201
# oracle: ok
from tables import RATES


def handler(event, context):
    return {"rate": RATES["eur"]}
