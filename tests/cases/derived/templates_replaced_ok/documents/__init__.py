# (module of the case) templates
import time
import uuid

from .types import Letter

LETTER = Letter(number=uuid.uuid4().hex, body="Dear customer")  # ok: numbered() replaces it
MEMO = {"id": uuid.uuid4().hex, "at": time.time(), "body": "..."}  # ok: fill() replaces both
NOTICE = {"id": uuid.uuid4().hex}  # ok: replaced by the right operand
DEFAULTS = {"id": None, "at": None, "lang": "de"}
