# (module of the case) an ExitStack in a generator
import uuid
from contextlib import ExitStack, contextmanager


@contextmanager
def _named(name):
    yield f"{name}-{uuid.uuid4().hex}"


@contextmanager
def open_all(names):
    with ExitStack() as stack:
        yield [stack.enter_context(_named(name)) for name in names]
