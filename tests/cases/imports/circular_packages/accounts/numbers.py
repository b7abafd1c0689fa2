# (module of the case) imports payments, which imports this package
import uuid

import payments

BRANCH = uuid.uuid4().hex[:6]  # expect: SNAP201


def open_account(owner):
    return {"owner": owner, "number": f"{BRANCH}-{uuid.uuid4().hex}", "scheme": payments.SCHEME}
