# (module of the case) composes from the inside out
from functools import reduce


def compose(endpoint, *middlewares):
    return reduce(lambda inner, middleware: middleware(inner), middlewares, endpoint)
