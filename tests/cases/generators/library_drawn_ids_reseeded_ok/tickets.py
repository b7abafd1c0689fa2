# (module of the case) ids of three kinds
import email.utils
import uuid


def ticket():
    return {
        "id": uuid.uuid4().hex,
        "message": email.utils.make_msgid(idstring=uuid.uuid4().hex, domain="example.com"),
        "second": email.utils.make_msgid(domain="example.com"),
    }
