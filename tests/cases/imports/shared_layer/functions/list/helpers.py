# (module of the case) a module beside the handler, of the same package root
import uuid

PAGE_KEY = uuid.uuid4().hex  # ok: nobody uses it


def page(number):
    return {"number": number, "cursor": uuid.uuid4().hex}
