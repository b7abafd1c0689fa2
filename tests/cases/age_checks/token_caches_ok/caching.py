# (module of the case) a decorator with entries that expire by the wall clock
import functools
import time


def cached(seconds):
    def decorate(function):
        entries = {}

        @functools.wraps(function)
        def wrapper(*arguments):
            if arguments in entries:
                value, expires = entries[arguments]
                if time.time() < expires:
                    return value
            value = function(*arguments)  # ok: expires by the wall clock
            entries[arguments] = (value, time.time() + seconds)
            return value

        return wrapper

    return decorate
