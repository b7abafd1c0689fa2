# (module of the case) a nonce for each text
import hashlib
import os


def seal(text, *, nonce=None):
    nonce = nonce or os.urandom(12)
    pad = hashlib.shake_256(nonce).digest(len(text))
    return (nonce + bytes(a ^ b for a, b in zip(text.encode(), pad))).hex()
