# (module of the case) decorators of one's own
import asyncio
import functools


def logged(function):
    @functools.wraps(function)
    def wrapper(*arguments, **options):
        print("hook", function.__name__)
        return function(*arguments, **options)

    return wrapper


def blocking(coroutine):
    @functools.wraps(coroutine)
    def wrapper(*arguments, **options):
        return asyncio.run(coroutine(*arguments, **options))

    return wrapper
