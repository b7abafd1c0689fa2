# oracle: COLLIDES
from rnglib import RngLib
static_lib = RngLib()  # also-ok: SNAP102  # peer: missed
def handler(event, context):
    return {"n": static_lib.random_int()}
