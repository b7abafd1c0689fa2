# Facts and summaries are shared by all entry points that reach a module: a finding in it is one finding.
# oracle: COLLIDES
from common.ids import tag


def handler(event, context):
    return {"created": tag(event["n"])}
