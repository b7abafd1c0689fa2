# package: rollbar
# inside: rollbar/lib/session.py SNAP103
from rollbar.lib.session import get_current_session, set_current_session


def handler(event, context):
    set_current_session({})  # expect: SNAP104
    return {"scope": [each["value"] for each in get_current_session()]}
