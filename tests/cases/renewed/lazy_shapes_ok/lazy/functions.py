# (module of the case) a lock, an attribute of a function, a closure
import secrets
import threading
import uuid

_token = None
_lock = threading.Lock()


def locked():
    global _token
    if _token is None:
        with _lock:
            if _token is None:
                _token = secrets.token_hex(8)
    return _token


def counted():
    if not hasattr(counted, "value"):
        counted.value = uuid.uuid4().hex
    return counted.value


def _make():
    made = None

    def get():
        nonlocal made
        if made is None:
            made = uuid.uuid4().hex
        return made

    return get


nonlocal_value = _make()
