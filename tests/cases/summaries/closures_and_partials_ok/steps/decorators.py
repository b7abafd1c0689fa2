# (module of the case) decorators with and without arguments
import functools
import time
import uuid


def audited(function):
    assert callable(function)

    @functools.wraps(function)
    def wrapper(event, context):
        return {"audit": uuid.uuid4().hex, "at": time.time(), **function(event, context)}

    return wrapper


def retry(function=None, *, attempts=1, wait=None):
    if function is None:
        return functools.partial(retry, attempts=attempts, wait=wait)

    @functools.wraps(function)
    def wrapper(*arguments):
        for attempt in range(attempts):
            try:
                return function(*arguments)
            except TimeoutError:
                time.sleep(wait(attempt) if wait else 0)
        raise TimeoutError(attempts)

    return wrapper
