# (module of the case) reads its package's value
from . import CATALOGUE


def quote(number):
    return f"{CATALOGUE}-{number}"
