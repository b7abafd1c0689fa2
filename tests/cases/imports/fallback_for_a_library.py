# A library may not be there: what is imported instead of it may be what runs.
# oracle: none (it depends on what is installed)
try:
    from fast_numbers import draw_bits
except ImportError:
    from random import getrandbits as draw_bits


def handler(event, context):
    return {"nonce": draw_bits(64)}  # expect: SNAP103
