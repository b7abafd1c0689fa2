# (module of the case) steps kept in a dictionary, and a decorator that tags what a function returns
import functools
import secrets
import uuid

from makers import make_counter, make_sampler, make_stamper


def sign(key, value):
    return f"{value}:{key}"


STEPS = {
    "stamp": make_stamper("order"),
    "number": make_counter(),
    "named": make_counter("N"),  # ok: the prefix is given
    "sample": make_sampler(),
    "sign": functools.partial(sign, secrets.token_hex(8)),  # expect: SNAP202
}


def tagged(name):
    tag = f"{name}-{uuid.uuid4().hex[:6]}"  # expect: SNAP201

    def decorate(function):
        @functools.wraps(function)
        def wrapper(event, context):
            return {"tag": tag, **function(event, context)}

        return wrapper

    return decorate
