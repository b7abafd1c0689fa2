# (module of the case) what INIT makes of them
import datetime
import os

from sources import new_id, roll

STAGE = os.environ.get("STAGE") or "dev"
BANNER = f"{STAGE}:{new_id()!r:>20}"  # expect: SNAP201
LABELS = [f"{name}-{new_id()}" for name in ("a", "b")]  # expect: SNAP201
PAIR = ("left", new_id("r-"))  # expect: SNAP201
PATH = ("tmp", *["run", new_id(size=6)])  # expect: SNAP201
SHORT = new_id()[:4] if STAGE == "dev" else "fixed"  # expect: SNAP201
STAMP = (datetime.datetime.now() if not os.environ.get("FIXED") else None) or datetime.datetime.min  # expect: SNAP301
TAGS = {tag: new_id(tag) for tag in "abc"}.items()  # expect: SNAP201
KEYS = {*roll(10**9, 10**9)}  # expect: SNAP201
if (first := new_id("f-")) and STAGE:  # expect: SNAP201
    ORDERED = sorted(roll(10**9, 10**9, 10**9))  # expect: SNAP201
