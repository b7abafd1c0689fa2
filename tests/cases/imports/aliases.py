# Names are resolved through every form of import.
# oracle: COLLIDES, STALE-TIME
import datetime as dt
import os as operating_system
import uuid as ids
from random import random as draw
from secrets import token_hex as new_token
from uuid import uuid4 as new_id

ONE = ids.uuid4().hex  # expect: SNAP201
TWO = new_id().hex  # expect: SNAP201
THREE = new_token()  # expect: SNAP202
FOUR = operating_system.urandom(8).hex()  # expect: SNAP202
FIVE = dt.datetime.now().isoformat()  # expect: SNAP301


def handler(event, context):
    return [ONE, TWO, THREE, FOUR, FIVE, draw()]  # expect: SNAP103
