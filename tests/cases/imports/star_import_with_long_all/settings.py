# (module of the case) exports thirty names, in two lists
import uuid

__all__ = [
    "RUN_ID",
    "LIMIT_1",
    "LIMIT_2",
    "LIMIT_3",
    "LIMIT_4",
    "LIMIT_5",
    "LIMIT_6",
    "LIMIT_7",
    "LIMIT_8",
    "LIMIT_9",
    "LIMIT_10",
    "LIMIT_11",
    "LIMIT_12",
    "LIMIT_13",
    "LIMIT_14",
    "LIMIT_15",
    "LIMIT_16",
    "LIMIT_17",
    "LIMIT_18",
    "LIMIT_19",
    "LIMIT_20",
    "LIMIT_21",
    "LIMIT_22",
    "LIMIT_23",
    "LIMIT_24",
    "LIMIT_25",
    "LIMIT_26",
    "LIMIT_27",
    "LIMIT_28",
]
__all__ += ["BATCH_ID"]
RUN_ID = uuid.uuid4().hex  # expect: SNAP201
BATCH_ID = uuid.uuid4().hex  # expect: SNAP201
SESSION = uuid.uuid4().hex  # ok: not exported
LIMIT_1 = 0
LIMIT_2 = 1
LIMIT_3 = 2
LIMIT_4 = 3
LIMIT_5 = 4
LIMIT_6 = 5
LIMIT_7 = 6
LIMIT_8 = 7
LIMIT_9 = 8
LIMIT_10 = 9
LIMIT_11 = 10
LIMIT_12 = 11
LIMIT_13 = 12
LIMIT_14 = 13
LIMIT_15 = 14
LIMIT_16 = 15
LIMIT_17 = 16
LIMIT_18 = 17
LIMIT_19 = 18
LIMIT_20 = 19
LIMIT_21 = 20
LIMIT_22 = 21
LIMIT_23 = 22
LIMIT_24 = 23
LIMIT_25 = 24
LIMIT_26 = 25
LIMIT_27 = 26
LIMIT_28 = 27
