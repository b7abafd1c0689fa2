# (module of the case) one function for each type
import functools
import uuid

_PAPER = uuid.uuid4().hex  # expect: SNAP201


@functools.singledispatch
def render(value):
    return f"{value!r} on {_PAPER}"


@render.register
def _(value: int):
    return f"{value:+d}"


@render.register(list)
def _render_list(value):
    return f"{len(value)} things, {uuid.uuid4().hex}"
