# A first-party module beside the handler goes before the standard library's module of that name.
# about: SNAP202
# oracle: ok
from secrets import api_key_name, token_hex

KEY = api_key_name("orders")  # ok: first-party, a constant
PADDING = token_hex(4)  # ok: first-party, a constant


def handler(event, context):
    return {"key": KEY, "padding": PADDING}
