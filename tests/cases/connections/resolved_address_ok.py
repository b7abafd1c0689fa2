# Looked up in the handler, logged only, or looked up again by the wall clock.
# about: SNAP403
# oracle: ok
import socket
import time

print("cache at", socket.gethostbyname("localhost"))  # ok: only logged
_cache = {"address": socket.gethostbyname("localhost"), "at": time.time()}  # ok: expires


def address():
    if time.time() - _cache["at"] > 60:
        _cache.update(address=socket.gethostbyname("localhost"), at=time.time())
    return _cache["address"]


def handler(event, context):
    return {"kept": address(), "fresh": socket.gethostbyname("localhost")}
