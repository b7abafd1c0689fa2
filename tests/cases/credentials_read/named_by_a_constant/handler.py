# The name comes from another module; a helper reads the variable.
# oracle: RESTORE-ERROR
from environment import KEY_NAME, required


def handler(event, context):
    return {"length": len(required(KEY_NAME))}
