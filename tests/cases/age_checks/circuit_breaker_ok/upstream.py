# (module of the case) a buffer flushed by age: the reading of INIT only decides, and is renewed by the decision
import time
import uuid

_buffer = []
_flushed_at = time.time()  # ok: serves the comparison only


def fetch(attempt, fail):
    if fail:
        raise OSError(attempt)
    _buffer.append(uuid.uuid4().hex)
    return _buffer[-1]


def flush_if_old():
    global _flushed_at
    if time.time() - _flushed_at > 60:
        _buffer.clear()
        _flushed_at = time.time()
    return len(_buffer)
