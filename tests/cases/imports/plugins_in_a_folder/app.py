# Modules that are found in a folder run when the package that looks for them is imported.
# oracle: COLLIDES
from steps import RUN


def handler(event, context):
    return RUN[event["step"]](event)
