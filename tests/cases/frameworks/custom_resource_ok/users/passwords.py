# (module of the case) draws from the operating system
import secrets
import string

ALPHABET = string.ascii_letters + string.digits


def generate(length):
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
