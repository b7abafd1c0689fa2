# An empty file is fine, beside a handler and as a module that it imports.
# about: SNAP201
# settles: no entry point
# oracle: ok
import uuid

import extensions


def handler(event, context):
    return {"order": uuid.uuid4().hex, "extensions": sorted(vars(extensions).keys() & {"install"})}
