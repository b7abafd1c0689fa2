# (module of the case) loads its parts by name
import importlib
import uuid

PARTS = ["randomness", "identity"]
instance = uuid.uuid4().hex  # ok: renewed by the part `identity`

for part in PARTS:
    importlib.import_module(f".{part}", __name__)
