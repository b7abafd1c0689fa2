# (module of the case) a context variable without a default, and a thread-local that requests fill
import threading
from contextvars import ContextVar

scope = ContextVar("scope", default=None)
thread = threading.local()


def current():
    return scope.get()
