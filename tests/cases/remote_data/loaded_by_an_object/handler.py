# The catalogue is loaded when the package is imported.
# oracle: STALE-DATA
from catalogue import catalogue


def handler(event, context):
    return {"name": catalogue.name("de"), "all": catalogue.names()}
