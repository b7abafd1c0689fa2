"""What generated programs are put together of: sources, passages, carriers, renewals, uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SOURCES: Mapping[str, str] = {
    "uuid4": "uuid.uuid4().hex",
    "uuid4 as text": "str(uuid.uuid4())",
    "uuid4 as a number": "uuid.uuid4().int",
    "token_hex": "secrets.token_hex(16)",
    "token_urlsafe": "secrets.token_urlsafe()",
    "token_bytes": "secrets.token_bytes(12).hex()",
    "randbits": "secrets.randbits(64)",
    "urandom": "os.urandom(12).hex()",
    "random": "random.random()",
    "getrandbits": "random.getrandbits(64)",
    "randrange": "random.randrange(10**12)",
    "choices": "''.join(random.choices('abcdefghkmnpqrst', k=16))",
    "uniform": "random.uniform(0, 10**9)",
    "own generator": "random.Random().getrandbits(64)",
    "system generator": "random.SystemRandom().getrandbits(64)",
    "clock": "time.time()",
    "nanoseconds": "time.time_ns()",
    "date and time": "datetime.datetime.now().isoformat()",
    "host": "(socket.gethostname() + '-is-the-host')",
    "constant": "'no secret at all'",
    "folder": "os.path.join('a-folder', 'of-some-name')",
}
"""Expressions; the last ones are the same in every process."""

SHARED = frozenset(("random", "getrandbits", "randrange", "choices", "uniform"))
"""Sources that draw from the generator of the process: each draw of an invocation is one too."""

PASSAGES: Mapping[str, str] = {
    "nothing": "{}",
    "a function": "same({})",
    "a keyword": "named(value={})",
    "more arguments": "starred(*[{}])",
    "a function of a function": "outer({})",
    "an f-string": 'f"run-{{{}}}"',
    "addition": "'run-' + str({})",
    "a method of a string": "str({}).upper()",
    "a slice": "str({})[:30]",
    "a tuple": "(1, {})[1]",
    "a list": "[{}, 2][0]",
    "a dict": "dict(key={})['key']",
    "a comprehension": "[each for each in [{}]][0]",
    "next": "next(iter([{}]))",
    "a lambda": "(lambda value: value)({})",
    "a ternary": "{} if len('ab') == 2 else None",
    "or": "None or {}",
    "JSON": "json.loads(json.dumps({}))",
    "a copy": "copy.copy({})",
    "sorted": "sorted([{}])[0]",
    "format": "'{{}}'.format({})",
    "a method": "Passing().through({})",
    "map": "list(map(same, [{}]))[0]",
}

HELPERS = """\
def same(value):
    return value


def named(*, value=None):
    return value


def starred(*values):
    return values[0]


def outer(value):
    def inner():
        return same(value)

    return inner()


class Passing:
    def through(self, value):
        return value
"""


@dataclass(frozen=True)
class Carrier:
    """What keeps a value: lines of INIT, how it is read, and lines that renew it.

    `V` stands for the value, and `names` are the variables that a function which runs the lines of
    `again` declares as globals. `NAME` is what others do not have. A finding stands where `V` is,
    or on the lines marked `# here`.
    """

    keep: str
    read: str
    again: str = ""
    names: str = ""

    def of_program(self, name: str) -> Carrier:
        """The carrier with a name of its own, where it needs one."""
        texts = [each.replace("NAME", name) for each in (self.keep, self.read, self.again)]
        return Carrier(*texts, self.names)


def _variable(value: str, read: str) -> Carrier:
    return Carrier(f"kept = {value}", read, f"kept = {value}", "kept")


CARRIERS: Mapping[str, Carrier] = {
    "variable": _variable("V", "kept"),
    "annotated": Carrier("kept: object = V", "kept", "kept = V", "kept"),
    "two names": Carrier("kept = other = V", "other", "kept = other = V", "kept, other"),
    "second name": Carrier("first = V\nkept = first", "kept", "kept = V", "kept"),
    "several at once": Carrier("kept, other = V, 1", "kept", "kept, other = V, 2", "kept, other"),
    "tuple": _variable("(1, V)", "kept[1]"),
    "list": _variable("[V]", "kept[0]"),
    "dict": _variable("{'key': V}", "kept['key']"),
    "nested": _variable("{'a': [{'b': V}]}", "kept['a'][0]['b']"),
    "set": _variable("{V}", "sorted(kept)[0]"),
    "entry": Carrier("kept = {}\nkept['key'] = V", "kept['key']", "kept['key'] = V"),
    "update": Carrier("kept = {}\nkept.update(key=V)", "kept['key']", "kept.update(key=V)"),
    "setdefault": Carrier("kept = {}\nkept.setdefault('key', V)", "kept['key']", "kept['key'] = V"),
    "append": Carrier("kept = []\nkept.append(V)", "kept[0]", "kept[:] = [V]"),
    "insert": Carrier("kept = [1]\nkept.insert(0, V)", "kept[0]", "kept[0] = V"),
    "deque": _variable("collections.deque([V])", "kept[0]"),
    "default dict": Carrier(
        "kept = collections.defaultdict(str)\nkept['key'] = V", "kept['key']", "kept['key'] = V"
    ),
    "chain of maps": _variable("collections.ChainMap({}, {'key': V})", "kept['key']"),
    "read-only map": _variable("types.MappingProxyType({'key': V})", "kept['key']"),
    "namespace": Carrier("kept = types.SimpleNamespace(at=V)", "kept.at", "kept.at = V"),
    "class": Carrier("class Kept:\n    at = V", "Kept.at", "Kept.at = V"),
    "class by setattr": Carrier(
        "class Kept:\n    pass\n\n\nsetattr(Kept, 'at', V)", "Kept.at", "setattr(Kept, 'at', V)"
    ),
    "base class": Carrier(
        "class Base:\n    at = V\n\n\nclass Kept(Base):\n    pass", "Kept().at", "Base.at = V"
    ),
    "constructor": Carrier(
        "class Kept:\n    def __init__(self):\n        self.at = V\n\n\nkept = Kept()",
        "kept.at",
        "kept.at = V",
    ),
    "given to a constructor": Carrier(
        "class Kept:\n    def __init__(self, at):\n        self.at = at\n\n\nkept = Kept(V)",
        "kept.at",
        "kept.at = V",
    ),
    "object built again": Carrier(
        "class Kept:\n    def __init__(self):\n        self.at = V\n\n\nkept = Kept()",
        "kept.at",
        "kept = Kept()",
        "kept",
    ),
    "method": Carrier(
        "class Kept:\n    def fill(self):\n        self.at = V\n\n\nkept = Kept()\nkept.fill()",
        "kept.at",
        "kept.fill()",
    ),
    "slots": Carrier(
        "class Kept:\n    __slots__ = ('at',)\n\n\nkept = Kept()\nkept.at = V",
        "kept.at",
        "kept.at = V",
    ),
    "data class": Carrier(
        "@dataclasses.dataclass\nclass Kept:\n    at: object\n\n\nkept = Kept(V)",
        "kept.at",
        "kept.at = V",
    ),
    "default of a field": Carrier(
        "@dataclasses.dataclass\nclass Kept:\n    at: object = V", "Kept().at"
    ),
    "factory of a field": Carrier(
        "@dataclasses.dataclass\nclass Kept:\n"
        "    at: object = dataclasses.field(default_factory=lambda: V)\n\n\nkept = Kept()",
        "kept.at",
        "kept = Kept()",
        "kept",
    ),
    "named tuple": _variable("collections.namedtuple('Kept', 'at')(V)", "kept.at"),
    "closure": Carrier(
        "def make():\n    held = V\n    return lambda: held\n\n\nkept = make()",
        "kept()",
        "kept = make()",
        "kept",
    ),
    "closure over an argument": Carrier(
        "def make(held):\n    def get():\n        return held\n\n    return get\n\n\n"
        "kept = make(V)",
        "kept()",
        "kept = make(V)",
        "kept",
    ),
    "default argument": Carrier("def kept(at=V):\n    return at", "kept()"),
    "default by keyword": Carrier("def kept(*, at=V):\n    return at", "kept()"),
    "partial": _variable("functools.partial(same, V)", "kept()"),
    "cache": Carrier(
        "@functools.lru_cache\ndef kept():\n    return V\n\n\nkept()  # here",
        "kept()",
        "kept.cache_clear()",
    ),
    "generator": Carrier("kept = random.Random()  # here", "kept.getrandbits(64)", "kept.seed()"),
    "generator of a seed": Carrier(
        "kept = random.Random(os.urandom(8))  # here",
        "kept.getrandbits(64)",
        "kept = random.Random()",
        "kept",
    ),
    "generator of an object": Carrier(
        "class Kept:\n    def __init__(self):\n        self.dice = random.Random()  # here\n\n"
        "    def roll(self):\n        return self.dice.random()\n\n\nkept = Kept()",
        "kept.roll()",
        "kept.dice.seed()",
    ),
    "generator that is handed on": Carrier(
        "class Kept:\n    def __init__(self, dice):\n        self.dice = dice\n\n\n"
        "kept = Kept(random.Random())  # here",
        "kept.dice.random()",
        "kept.dice = random.Random()",
    ),
    "generator of the system": Carrier(
        "kept = random.SystemRandom()", "kept.getrandbits(64)", "kept.seed()"
    ),
    "cached property": Carrier(
        "class Kept:\n    @functools.cached_property\n    def at(self):\n        return V\n\n\n"
        "kept = Kept()\nkept.at  # here",
        "kept.at",
        "del kept.at",
    ),
    "global of a function": Carrier(
        "kept = None\n\n\ndef fill():\n    global kept\n    kept = V\n\n\nfill()", "kept", "fill()"
    ),
    "attribute of a function": Carrier(
        "def kept():\n    return kept.at\n\n\nkept.at = V", "kept()", "kept.at = V"
    ),
    "class method": Carrier(
        "class Kept:\n    @classmethod\n    def fill(cls):\n        cls.at = V\n\n\nKept.fill()",
        "Kept.at",
        "Kept.fill()",
    ),
    "under a condition": Carrier(
        "if len('ab') == 2:\n    kept = V\nelse:\n    kept = None", "kept", "kept = V", "kept"
    ),
    "loop": Carrier("for kept in [V]:\n    pass", "kept", "kept = V", "kept"),
    "try": Carrier(
        "try:\n    kept = V\nexcept ValueError:\n    kept = None", "kept", "kept = V", "kept"
    ),
    "environment": Carrier(
        "os.environ['NAME'] = str(V)", "os.environ['NAME']", "os.environ['NAME'] = str(V)"
    ),
    "context variable": Carrier("kept = contextvars.ContextVar('kept', default=V)", "kept.get()"),
    "copied before it is renewed": Carrier(
        "first = V\nkept = {'key': f'<{first}>'}", "kept['key']", "first = V", "first"
    ),
    "derived and renewed": Carrier(
        "first = V\nkept = {'key': f'<{first}>'}",
        "kept['key']",
        "first = V\nkept['key'] = f'<{first}>'",
        "first",
    ),
    "closure over a variable": Carrier(
        "first = V\n\n\ndef make(held):\n    return lambda: held\n\n\nkept = make(first)",
        "kept()",
        "first = V",
        "first",
    ),
    "entry of vars": Carrier(
        "kept = types.SimpleNamespace()\nvars(kept).update(at=V)",
        "kept.at",
        "vars(kept).update(at=V)",
    ),
    "globals": Carrier("globals()['kept'] = V", "kept", "globals()['kept'] = V"),
    "setattr in a loop": Carrier(
        "kept = types.SimpleNamespace()\nfor name in ('at', 'on'):\n    setattr(kept, name, V)",
        "kept.at",
        "for name in ('at', 'on'):\n    setattr(kept, name, V)",
    ),
    "generator object": Carrier(
        "def make():\n    held = V\n    while True:\n        yield held\n\n\n"
        "kept = make()\nnext(kept)",
        "next(kept)",
        "kept = make()",
        "kept",
    ),
    "cycle": _variable("itertools.cycle([V])", "next(kept)"),
    "exception": _variable("ValueError(V)", "kept.args[0]"),
    "class made by type": _variable("type('Kept', (), {'at': V})", "kept.at"),
    "enumeration": Carrier("class Kept(enum.Enum):\n    AT = V", "Kept.AT.value"),
    "object made by new": Carrier(
        "class Kept:\n    one = None\n\n    def __new__(cls):\n        if cls.one is None:\n"
        "            cls.one = super().__new__(cls)\n            cls.one.at = V\n"
        "        return cls.one\n\n\nKept()",
        "Kept().at",
        "Kept.one = None",
    ),
    "object that is called": Carrier(
        "class Kept:\n    def __init__(self, at):\n        self.at = at\n\n"
        "    def __call__(self):\n        return self.at\n\n\nkept = Kept(V)",
        "kept()",
        "kept.at = V",
    ),
    "subclass hook": Carrier(
        "class Base:\n    def __init_subclass__(cls):\n        cls.at = V\n\n\n"
        "class Kept(Base):\n    pass",
        "Kept.at",
        "Kept.at = V",
    ),
    "descriptor": Carrier(
        "class Field:\n    def __init__(self, at):\n        self.at = at\n\n"
        "    def __get__(self, one, owner):\n        return self.at\n\n\n"
        "class Kept:\n    field = Field(V)",
        "Kept().field",
        "vars(Kept)['field'].at = V",
    ),
    "decorated": Carrier(
        "def marked(mark):\n    def decorate(function):\n"
        "        return lambda: (mark, function())[0]\n\n    return decorate\n\n\n"
        "@marked(V)\ndef kept():\n    return 1",
        "kept()",
    ),
    "memo in a default": Carrier(
        "def kept(memo={}):\n    if 'key' not in memo:\n        memo['key'] = V\n"
        "    return memo['key']\n\n\nkept()",
        "kept()",
        "kept.__defaults__[0].clear()",
    ),
    "memo of a class": Carrier(
        "class Kept:\n    memo = {}\n\n    def get(self):\n        if 'key' not in self.memo:\n"
        "            self.memo['key'] = V\n        return self.memo['key']\n\n\nKept().get()",
        "Kept().get()",
        "Kept.memo.clear()",
    ),
    "sentinel": Carrier(
        "kept = None\n\n\ndef get():\n    global kept\n    if kept is None:\n        kept = V\n"
        "    return kept\n\n\nget()",
        "get()",
        "kept = None",
        "kept",
    ),
    "sentinel of an attribute": Carrier(
        "class Kept:\n    at = None\n\n    def get(self):\n        self.at = self.at or V\n"
        "        return self.at\n\n\nkept = Kept()\nkept.get()",
        "kept.get()",
        "kept.at = None",
    ),
    "property": Carrier(
        "class Kept:\n    def __init__(self):\n        self._at = V\n\n    @property\n"
        "    def at(self):\n        return self._at\n\n\nkept = Kept()",
        "kept.at",
        "kept._at = V",
    ),
    "made when it is read": Carrier("def kept():\n    return V", "kept()"),
    "only passed on": Carrier("print(len(str(V)))", "'nothing is kept'"),
}

RENEWALS: Mapping[str, str] = {
    "none": "",
    "hook": "@register_after_restore\ndef renew():\n{again}",
    "registered": "def renew():\n{again}\n\n\nregister_after_restore(renew)",
    "with an argument": "def renew(_):\n{again}\n\n\nregister_after_restore(renew, 1)",
    "by the library's name": (
        "import snapshot_restore_py as lambda_hooks\n\n\n"
        "@lambda_hooks.register_after_restore\ndef renew():\n{again}"
    ),
    "helper": "def renew_it():\n{again}\n\n\n@register_after_restore\ndef renew():\n    renew_it()",
    "method": (
        "class Hooks:\n    def renew(self):\n{again_deeper}\n\n\n"
        "register_after_restore(Hooks().renew)"
    ),
    "constructor": (
        "class Hooks:\n    def __init__(self):\n        register_after_restore(self.renew)\n\n"
        "    def renew(self):\n{again_deeper}\n\n\nHooks()"
    ),
    "static method": (
        "class Hooks:\n    @staticmethod\n    def renew():\n{again_deeper}\n\n\n"
        "register_after_restore(Hooks.renew)"
    ),
    "object that is called": (
        "class Hook:\n    def __call__(self):\n{again_deeper}\n\n\nregister_after_restore(Hook())"
    ),
    "function that INIT calls": (
        "def renew():\n{again}\n\n\ndef set_up():\n    register_after_restore(renew)\n\n\nset_up()"
    ),
    "lambda": "def renew():\n{again}\n\n\nregister_after_restore(lambda: renew())",
    "partial": "def renew(_):\n{again}\n\n\nregister_after_restore(functools.partial(renew, 1))",
    "wrapped": (
        "def logged(function):\n    @functools.wraps(function)\n    def call():\n"
        "        return function()\n\n    return call\n\n\n"
        "@register_after_restore\n@logged\ndef renew():\n{again}"
    ),
    "loop": "def renew():\n{again}\n\n\nfor each in [renew]:\n    register_after_restore(each)",
    "try": (
        "@register_after_restore\ndef renew():\n    try:\n{again_deeper}\n    finally:\n"
        "        pass"
    ),
    "never registered": "def renew():\n{again}",
    "registered by main": (
        "def renew():\n{again}\n\n\nif __name__ == '__main__':\n    register_after_restore(renew)"
    ),
    "registered too late": "def renew():\n{again}",
    "never awaited": "@register_after_restore\nasync def renew():\n{again}",
    "never iterated": "@register_after_restore\ndef renew():\n{again}\n    yield",
    "hook of another thing": "other_thing = []\n\n\n@register_after_restore\ndef renew():\n"
    "    other_thing.append(1)",
    "before the snapshot": "@register_before_snapshot\ndef renew():\n{again}",
    "never taken": "@register_after_restore\ndef renew():\n    if False:\n{again_deeper}",
    "on each invocation": "def renew():\n{again}",
    "returns early": "@register_after_restore\ndef renew():\n    return\n{again}",
}
"""Definitions below what keeps the value."""

IN_READ: Mapping[str, str] = {
    "on each invocation": "renew()",
    "registered too late": "register_after_restore(renew)",
}
"""What the function that reads the value does first, by renewal."""

USES: Mapping[str, str] = {
    "as it is": "{}",
    "as text": "str({})",
    "in an f-string": "f'''<{{{}}}>'''",
    "hashed": "hashlib.sha256(str({}).encode()).hexdigest()",
    "in a dict": "{{'key': {}}}['key']",
    "upper case": "str({}).upper()",
}

IMPORTS = """\
import collections
import contextvars
import copy
import dataclasses
import datetime
import enum
import functools
import hashlib
import importlib
import itertools
import json
import os
import random
import secrets
import socket
import time
import types
import uuid

from snapshot_restore_py import register_after_restore, register_before_snapshot

"""
