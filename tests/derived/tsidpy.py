# package: tsidpy
# inside: tsidpy/tsid.py SNAP103
from tsidpy import TSID


def handler(event, context):
    return {"order": str(TSID.create())}  # expect: SNAP104
