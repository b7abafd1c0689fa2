"""LibCST's nodes are what they are for anyone else, though their classes are made in less time."""

from __future__ import annotations

import json
import subprocess
import sys

DESCRIBE = """
import dataclasses, inspect, json, re
IMPORT
import libcst

def described(cls):
    fields = [(f.name, repr(f.default), f.init, f.compare) for f in dataclasses.fields(cls)]
    own = [cls.__dict__.get(name) is libcst.CSTNode.__dict__[name] for name in OWN]
    methods = sorted(cls.__dict__.keys() - {"__setattr__", "__delattr__"})
    return [str(inspect.signature(cls)), fields, own, methods, [b.__name__ for b in cls.__mro__]]

OWN = ("__repr__", "__eq__", "__hash__")
nodes = {c for c in vars(libcst).values() if isinstance(c, type) and issubclass(c, libcst.CSTNode)}
found = {cls.__name__: described(cls) for cls in nodes}
assert all(any(own) or name == "CSTNode" for name, (_, _, own, _, _) in found.items())
from libcst._position import CodePosition
found["equal values"] = [CodePosition(1, 2) == CodePosition(1, 2), repr(CodePosition(1, 2))]
try:
    CodePosition(1, 2).line = 3
except dataclasses.FrozenInstanceError:
    found["refuses"] = True
try:
    libcst.Name("a").value = "b"
except dataclasses.FrozenInstanceError:
    found["node refuses"] = True
print(re.sub("0x[0-9a-f]+", "", json.dumps(found)))
"""


def described(importing: str) -> dict[str, object]:
    """What LibCST's classes look like to a process that imports LibCST so."""
    done = subprocess.run(
        [sys.executable, "-c", DESCRIBE.replace("IMPORT", importing)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_only_that_a_node_refuses_changes_is_spared() -> None:
    plain, ours = described(""), described("import snapcheck.read.concrete")
    assert plain.pop("node refuses") is True
    assert len(plain) > 200
    assert ours == plain


def test_dataclasses_are_as_they_were_after_the_import() -> None:
    code = "import dataclasses as d; before = d.dataclass; import snapcheck.read.concrete"
    subprocess.run([sys.executable, "-c", f"{code}; assert d.dataclass is before"], check=True)
