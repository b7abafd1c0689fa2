# (module of the case) tables by constant keys
from makers import make_all

CODES = make_all(["a", "b"])  # ok: only its keys are used
REGISTRY = {"x": CODES["a"], "y": CODES["b"]}  # ok: likewise
NAMES = {*CODES}
SIZES = {name: len(code) for name, code in CODES.items()}


def known(name):
    return name in REGISTRY or name in CODES
