# The same package with keys that come from configuration, are made per call, or are renewed after the restore.
# about: SNAP202
# oracle: ok
from crypto.sealed import seal
from crypto.sessions import sessions
from crypto.signer import sign


def handler(event, context):
    return {"signed": sign("ann"), "sealed": seal("text"), "session": sessions.open("ann")}
