# (module of the case) singleton by a module-level function
import secrets

_lobby = None


class Lobby:
    def __init__(self):
        self.token = secrets.token_hex(8)  # ok: first asked for in the handler


def get_lobby():
    global _lobby
    if _lobby is None:
        _lobby = Lobby()
    return _lobby
