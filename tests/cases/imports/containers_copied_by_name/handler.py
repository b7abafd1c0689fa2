# The hook binds names of its module anew, and the handler has the old ones by name.
# oracle: none (an object that two modules hold is looked for in one)
from conf import LOG, boat


def handler(event, context):
    return {"f0": LOG["number"], "f1": boat.number}
