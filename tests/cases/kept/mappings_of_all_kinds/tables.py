# (module of the case) each kind once
import os
import time
import uuid
from collections import ChainMap, OrderedDict, defaultdict, deque

CONFIG = ChainMap(dict(os.environ), {"node": uuid.uuid4().hex})  # expect: SNAP201
BY_NAME = OrderedDict([("a", uuid.uuid4().hex), ("b", "constant")])  # expect: SNAP201
DEFAULTED = defaultdict(lambda: uuid.uuid4().hex)
DEFAULTED["primed"]  # expect: SNAP201
HISTORY = deque([time.time()], maxlen=10)  # expect: SNAP301
ZIPPED = dict(zip(["x", "y"], [uuid.uuid4().hex, uuid.uuid4().hex]))  # expect: SNAP201
FROM_KEYS = dict.fromkeys(["k", "l"], uuid.uuid4().hex)  # expect: SNAP201
LEFT = {"left": uuid.uuid4().hex}  # expect: SNAP201
MERGED = LEFT | {"right": uuid.uuid4().hex}  # expect: SNAP201
