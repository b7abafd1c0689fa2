"""Constructs that analysers take endlessly long for, in any size, with what is to be found in them.

Each is a program that says one thing many times, or nests it deeply, beside a handler.
`bench/bounds.py` measures them, and `test_linear.py` counts what they take, and looks at what is
found and told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Files = dict[str, str]


@dataclass(frozen=True, slots=True)
class Construct:
    """A program, and on how many lines of it something is to be reported."""

    files: Files
    findings: int = 1


def _program(lines: Iterable[str], answer: str, findings: int = 1, **files: str) -> Construct:
    """One module, whose handler returns the `answer`."""
    handler = ["", "", "def handler(event, context):", f"    return {answer}", ""]
    return Construct({"app.py": "\n".join([*lines, *handler]), **files}, findings)


def _kept(size: int) -> Iterator[str]:
    """Yield as many globals that were made once, R0, R1 and so on."""
    yield "import uuid"
    for n in range(size):
        yield f"R{n} = uuid.uuid4().hex"


def _readers(size: int, before: str = "") -> Iterator[str]:
    """Yield as many functions, each of which returns one of these globals."""
    for n in range(size):
        yield from filter(None, ["", "", before, f"def task_{n}(event):", f"    return R{n}"])


# --- many of one kind: a bound that drops some of them has to say so ------------------------------


def table_of_functions(size: int) -> Construct:
    """A table of functions, one of which the event names."""
    table = ", ".join(f"'{n}': task_{n}" for n in range(size))
    lines = [*_kept(size), *_readers(size), f"TASKS = {{{table}}}"]
    return _program(lines, "TASKS[event['task']](event)", size)


def registered_functions(size: int) -> Construct:
    """Functions that a decorator puts into a table."""
    register = ["TASKS = {}", "", "", "def task(function):"]
    register += ["    TASKS[function.__name__] = function", "    return function"]
    lines = [*_kept(size), *register, *_readers(size, "@task")]
    return _program(lines, "TASKS[event['task']](event)", size)


def listed_plugins(size: int) -> Construct:
    """Objects of as many classes in a list, all of which are asked."""
    lines = [*_kept(size)]
    for n in range(size):
        lines += ["", "", f"class Plugin{n}:", "    def run(self, event):", f"        return R{n}"]
    lines += [f"PLUGINS = [{', '.join(f'Plugin{n}()' for n in range(size))}]"]
    return _program(lines, "[plugin.run(event) for plugin in PLUGINS]", size)


def methods_by_name(size: int) -> Construct:
    """Methods that are looked up by the beginning of their names."""
    lines = [*_kept(size), "", "", "class Tasks:"]
    for n in range(size):
        lines += [f"    def do_{n}(self, event):", f"        return R{n}", ""]
    return _program(lines, "getattr(Tasks(), 'do_' + event['task'])(event)", size)


def attributes(size: int) -> Construct:
    """Attributes of one object, all of which are read."""
    lines = ["import uuid", "", "", "class State:", "    def __init__(self):"]
    lines += [f"        self.a{n} = uuid.uuid4().hex" for n in range(size)]
    lines += ["STATE = State()"]
    return _program(lines, f"[{', '.join(f'STATE.a{n}' for n in range(size))}]", size)


def returned_at_once(size: int) -> Construct:
    """All values in one tuple."""
    return _program(_kept(size), ", ".join(f"R{n}" for n in range(size)), size)


def callers_of_one_helper(size: int) -> Construct:
    """Values that one function hands back to whoever hands them in."""
    lines = [*_kept(size), "", "", "def same(value):", "    return value"]
    return _program(lines, f"[{', '.join(f'same(R{n})' for n in range(size))}]", size)


def branches(size: int) -> Construct:
    """A long `if` and a long `match`, a value in each branch."""
    lines = [*_kept(size), "", "", "def pick(event):"]
    for n in range(size // 2):
        lines += [f"    {'el' if n else ''}if event['n'] == {n}:", f"        return R{n}"]
    lines += ["    match event['n']:"]
    for n in range(size // 2, size):
        lines += [f"        case {n}:", f"            return R{n}"]
    return _program(lines, "pick(event)", size)


def subclasses(size: int) -> Construct:
    """Classes that are found by asking their base for them."""
    lines = [*_kept(size), "", "", "class Base:", "    pass"]
    for n in range(size):
        lines += ["", "", f"class Kind{n}(Base):", "    def run(self):", f"        return R{n}"]
    return _program(lines, "[kind().run() for kind in Base.__subclasses__()]", size)


def lambdas(size: int) -> Construct:
    """Lambdas in a list, each over a value of its own."""
    fan = ", ".join(f"lambda event: R{n}" for n in range(size))
    return _program([*_kept(size), f"FAN = [{fan}]"], "[each(event) for each in FAN]", size)


def mutual_dispatch(size: int) -> Construct:
    """Functions that look the next one up in the table that they are all in."""
    lines = [*_kept(size)]
    for n in range(size):
        after = f"'{(n + 1) % size}'"
        lines += ["", "", f"def task_{n}(event):"]
        lines += [f"    return R{n} if event.pop() else TASKS[event.pop() or {after}](event)"]
    table = ", ".join(f"'{n}': task_{n}" for n in range(size))
    lines += [f"TASKS = {{{table}}}"]
    return _program(lines, "TASKS[event['task']](event)", size)


def tables_that_call_themselves(size: int) -> Construct:
    """Functions in a table, each of which hands the event on to any of them."""
    lines = [*_kept(size)]
    for n in range(size):
        lines += ["", "", f"def task_{n}(event):"]
        lines += [f"    return R{n}, [TASKS[each](each) for each in event]"]
    table = ", ".join(f"str({n}): task_{n}" for n in range(size))
    lines += [f"TASKS = {{{table}}}"]
    return _program(lines, "TASKS[event['task']](event)", size)


# --- what nests, doubles or multiplies ------------------------------------------------------------


def closures_of_closures(size: int) -> Construct:
    """A closure over what a closure gave, and so on."""
    lines = ["import uuid", "", "", "def keep(value):", "    def get():", "        return value"]
    lines += ["    return get", "", "", "k0 = keep(uuid.uuid4())"]
    lines += [f"k{n} = keep(k{n - 1}())" for n in range(1, size)]
    return _program(lines, f"k{size - 1}()")


def wrapped_closures(size: int) -> Construct:
    """A closure that calls a closure, and so on."""
    lines = ["import uuid", "RUN = uuid.uuid4().hex", "", "", "def wrap(call):"]
    lines += ["    def inner(event):", "        return call(event)", "    return inner", "", ""]
    lines += ["c0 = lambda event: RUN", *[f"c{n} = wrap(c{n - 1})" for n in range(1, size)]]
    return _program(lines, f"c{size - 1}(event)")


def nested_lists(size: int) -> Construct:
    """A list that is put into a list, and so on, with an id on each level."""
    lines = ["import uuid", "X = [uuid.uuid4().hex]"]
    lines += [f"X = [X, {n}]" for n in range(1, size)]
    return _program(lines, "X")


def nested_tuples(size: int) -> Construct:
    """A tuple as deep as Python's parser takes it, written in one line."""
    deep = min(size, 80)
    return _program(["import uuid", f"X = {'(' * deep}uuid.uuid4().hex{',)' * deep}"], "X")


def diamonds(size: int) -> Construct:
    """Classes, each of which extends the two before."""
    lines = ["import uuid", "", "", "class A0:", "    def __init__(self):"]
    lines += ["        self.id = uuid.uuid4().hex", "", "    def ask(self):"]
    lines += ["        return self.id", "", "", "class B0(A0):", "    pass"]
    for n in range(1, size):
        lines += ["", "", f"class A{n}(B{n - 1}, A{n - 1}):", "    pass"]
        lines += [
            "",
            "",
            f"class B{n}(A{n}):",
            "    def ask(self):",
            "        return super().ask()",
        ]
    return _program([*lines, f"TOP = B{size - 1}()"], "TOP.ask()")


def growing_tuples(size: int) -> Construct:
    """Functions that call each other with one more argument each time."""
    lines = ["import uuid", "RUN = uuid.uuid4().hex"]
    for n in range(size):
        lines += ["", "", f"def f{n}(*given):"]
        lines += [f"    return given if len(given) > 9 else f{(n + 1) % size}(*given, {n})"]
    return _program(lines, "f0(RUN)")


def functions_as_arguments(size: int) -> Construct:
    """Functions that hand each other on, and call what they were given."""
    lines = ["import uuid", "RUN = uuid.uuid4().hex"]
    for n in range(size):
        lines += ["", "", f"def f{n}(call, event):"]
        lines += [f"    return RUN if event else call(f{(n + 1) % size}, event)"]
    return _program(lines, f"f0(f{size - 1}, event)")


def list_literals(size: int) -> Construct:
    """A list that is built from the one before and one more, over and over."""
    lines = ["import uuid", "X0 = [uuid.uuid4().hex]"]
    lines += [f"X{n} = [*X{n - 1}, {n}]" for n in range(1, size)]
    return _program(lines, f"X{size - 1}[0]")


def doubled_texts(size: int) -> Construct:
    """A text that is added to itself."""
    lines = ["import os", "import uuid", "s0 = 'ab'"]
    lines += [f"s{n} = s{n - 1} + s{n - 1}" for n in range(1, size)]
    return _program([*lines, f"RUN = os.environ.get(s{size - 1}), uuid.uuid4()"], "str(RUN)")


def doubled_tuples(size: int) -> Construct:
    """A tuple that is added to itself."""
    lines = ["import uuid", "t0 = (uuid.uuid4().hex,)"]
    lines += [f"t{n} = t{n - 1} + t{n - 1}" for n in range(1, size)]
    return _program(lines, f"t{size - 1}[0]")


def doubled_stars(size: int) -> Construct:
    """Arguments that are spread twice."""
    lines = ["import uuid", "", "", "def same(*given):", "    return given", "", ""]
    lines += ["x0 = [uuid.uuid4().hex]"]
    lines += [f"x{n} = same(*x{n - 1}, *x{n - 1})" for n in range(1, size)]
    return _program(lines, f"x{size - 1}[0]")


def doubled_dicts(size: int) -> Construct:
    """A dict that is merged from the one before, twice, with one more key."""
    lines = ["import uuid", "d0 = {'id': uuid.uuid4().hex}"]
    lines += [f"d{n} = {{**d{n - 1}, 'k{n}': d{n - 1}, **d{n - 1}}}" for n in range(1, size)]
    return _program(lines, f"d{size - 1}['id']")


def doubled_calls(size: int) -> Construct:
    """Functions, each of which calls the next one twice."""
    lines = ["import uuid", "RUN = uuid.uuid4().hex"]
    for n in range(size):
        after = f"f{n + 1}(f{n + 1}(x))" if n + 1 < size else "RUN"
        lines += ["", "", f"def f{n}(x):", f"    return {after}"]
    return _program(lines, "f0(event)")


def recursion_at_many_places(size: int) -> Construct:
    """Two functions that write globals, and call themselves and each other at as many places."""
    lines = ["import uuid", "RUN, LAST = uuid.uuid4().hex, None"]
    for name, other in (("walk", "visit"), ("visit", "walk")):
        lines += ["", "", f"def {name}(node):", "    global LAST", "    LAST = node"]
        for n in range(size):
            lines += [f"    if node == {n}:", f"        {name}(node)", f"        {other}(node)"]
        lines += ["    return RUN"]
    return _program(lines, "walk(event)")


def decorators(size: int) -> Construct:
    """A handler's helper below as many decorators, all of which wrap it."""
    lines = ["import functools", "import uuid", "RUN = uuid.uuid4().hex", "", "", "def wrap(call):"]
    lines += ["    @functools.wraps(call)", "    def inner(*given, **named):"]
    lines += ["        return call(*given, **named)", "    return inner", "", ""]
    lines += [*["@wrap"] * size, "def first(event):", "    return RUN"]
    return _program(lines, "first(event)")


def linked_objects(size: int) -> Construct:
    """Objects, each of which holds the one before and asks it."""
    lines = ["import uuid", "", "", "class Link:", "    def __init__(self, before=None):"]
    lines += ["        self.before, self.id = before, uuid.uuid4().hex", ""]
    lines += ["    def ask(self):", "        return self.before.ask() if self.before else self.id"]
    lines += ["", "", "link = Link()", *["link = Link(link)"] * (size - 1)]
    return _program(lines, "link.ask()")


def generators(size: int) -> Construct:
    """Generators, each of which yields what the next one yields."""
    lines = ["import uuid", "RUN = uuid.uuid4().hex"]
    for n in range(size):
        after = f"yield from g{n + 1}()" if n + 1 < size else "yield RUN"
        lines += ["", "", f"def g{n}():", f"    {after}"]
    return _program(lines, "list(g0())")


def loops_in_loops(size: int) -> Construct:
    """Loops in loops that swap values, eighteen deep: Python takes twenty."""
    lines = ["import uuid", "RUN = uuid.uuid4().hex", "", "", "def turn(event):", "    a = RUN"]
    for block in range(max(size // 18, 1)):
        for n in range(18):
            lines += [f"{'    ' * (n + 1)}for v{block}_{n} in event:"]
            lines += [f"{'    ' * (n + 2)}a, b{n} = (a, event) if event else (b{n}, a)"]
    return _program([*lines, "    return a"], "turn(event)")


def loops_over_lists(size: int) -> Construct:
    """Loops in loops over short lists that are spelled out."""
    lines = ["import uuid", "RUN = uuid.uuid4().hex", "", "", "def turn(event):", "    a = RUN"]
    for block in range(max(size // 18, 1)):
        for n in range(18):
            lines += [f"{'    ' * (n + 1)}for v{block}_{n} in (1, 2, 3, 4, 5, 6, 7, event):"]
            lines += [f"{'    ' * (n + 2)}a = a or v{block}_{n}"]
    return _program([*lines, "    return a"], "turn(event)")


def tries(size: int) -> Construct:
    """Assignments that may each fail, one after the other."""
    lines = ["import uuid", "RUN = uuid.uuid4().hex", "", "", "def turn(event):", "    a = RUN"]
    for n in range(size):
        lines += ["    try:", f"        a = a if event['{n}'] else {n}", "    except KeyError:"]
        lines += [f"        a = a, {n}", "    finally:", f"        b{n} = a"]
    return _program([*lines, "    return a"], "turn(event)")


def star_imports(size: int) -> Construct:
    """Modules, each of which takes all names of the next one."""
    files = {f"m{n}.py": f"from m{n + 1} import *\nn{n} = {n}\n" for n in range(size - 1)}
    files[f"m{size - 1}.py"] = "import uuid\nRUN = uuid.uuid4().hex\n"
    app = "from m0 import *\n\n\ndef handler(event, context):\n    return RUN\n"
    return Construct({**files, "app.py": app})


# --- texts that expressions are tried on ----------------------------------------------------------


def stars_in_patterns(size: int) -> Construct:
    """Patterns of the configuration with as many stars, tried on a long name."""
    stars = "*a" * size + "*b"
    settings = f'exclude = ["{stars}"]\n[per-file-ignores]\n"{stars}" = ["SNAP2"]\n'
    files = {"snapcheck.toml": settings, ".gitignore": f"{stars}\n", "a" * 200 + ".py": ""}
    return _program(_kept(1), "R0", 1, **files)


def spaces_in_a_substitution(size: int) -> Construct:
    """A template with a substitution that begins with very many spaces, and does not end."""
    template = (
        "Resources:\n  One:\n    Type: AWS::Serverless::Function\n    Properties:\n"
        "      Handler: app.handler\n      Runtime: python3.13\n      CodeUri: .\n"
        "      SnapStart: {ApplyOn: PublishedVersions}\n      AutoPublishAlias: live\n"
        f'      Description: !Sub "${{{" " * size * 100}"\n'
    )
    return _program(_kept(1), "R0", 1, **{"template.yaml": template})


def aliases_in_a_template(size: int) -> Construct:
    """A template whose mappings hold the one before twice, by YAML's aliases."""
    lines = ["Mappings:", "  M0: &m0 {A: {B: c}}"]
    lines += [f"  M{n}: &m{n} {{A: *m{n - 1}, B: *m{n - 1}}}" for n in range(1, size)]
    return _program(
        _kept(1), "R0", 1, **{"template.yaml": "\n".join([*lines, "Resources: {}", ""])}
    )


CONSTRUCTS: dict[str, Callable[[int], Construct]] = {
    make.__name__.replace("_", " "): make
    for make in (
        *(table_of_functions, registered_functions, listed_plugins, methods_by_name, attributes),
        *(returned_at_once, callers_of_one_helper, branches, subclasses, lambdas),
        *(mutual_dispatch, tables_that_call_themselves, closures_of_closures, wrapped_closures),
        *(nested_lists, nested_tuples, diamonds, growing_tuples, functions_as_arguments),
        *(list_literals, doubled_texts, doubled_tuples, doubled_stars, doubled_dicts),
        *(doubled_calls, recursion_at_many_places, decorators, linked_objects, generators),
        *(loops_in_loops, loops_over_lists, tries, star_imports),
        *(stars_in_patterns, spaces_in_a_substitution, aliases_in_a_template),
    )
}
