# (module of the case) a middleware of the application
import random


def add_trace(event, get_response):
    response = get_response(event)
    if hasattr(response, "headers"):
        response.headers["X-Trace"] = f"{random.getrandbits(64):x}"  # expect: SNAP103
    return response
