# Identity made after the restore, host names that only a start line shows, and facts of the machine that name nobody.
# about: SNAP203
# oracle: ok
from node import describe
from startup import SUMMARY


def handler(event, context):
    return {"node": describe(context), "summary": SUMMARY}
