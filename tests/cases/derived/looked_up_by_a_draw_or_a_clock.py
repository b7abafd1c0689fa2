# What INIT looks up by a draw or by the time of day is as frozen as that.
# oracle: none (the emulator knows no environment by month)
import os
import random
from datetime import datetime

HOSTS = ["a.example.com", "b.example.com", "c.example.com"]
SHIFTS = {"0": "night", "1": "day"}

host = HOSTS[random.randrange(3)]  # expect: SNAP201
number = random.randint(0, 2)  # expect: SNAP201
other = HOSTS[number - 1]
shift = SHIFTS.get(str(datetime.now().hour // 12), "day")  # expect: SNAP301
table = os.environ.get(f"TABLE_{datetime.now().month}")  # expect: SNAP301
folder = os.environ["FOLDER_" + datetime.now().strftime("%a")]  # expect: SNAP301


def handler(event, context):
    return {"host": host, "other": other, "shift": shift, "table": table, "folder": folder}
