# Modules that register hooks and that no entry point imports: one beside the handler, one in a subpackage.
# handler: handler
# oracle: COLLIDES
from .store import next_number


def handler(event, context):
    return {"number": next_number()}
