# (module of the case) a binding of the same name that nobody renews
import uuid

session_id = uuid.uuid4().hex  # expect: SNAP201


def dispatch(parcel: str) -> dict:
    return {"session": session_id, "parcel": parcel}
