# The handler sets it anew before the library is used; another library's calls do not use it.
# oracle: none (not run)
# about: SNAP201
import uuid

import parcels
import postcards

parcels.run_id = uuid.uuid4().hex
postcards.run_id = uuid.uuid4().hex


def handler(event, context):
    parcels.run_id = uuid.uuid4().hex
    return parcels.track(event["no"])
