# Files that belong to the package belong to the version.
# about: SNAP504
# oracle: ok
import csv
import io
import json
import os
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
SOURCE = Path(__file__).read_text(encoding="utf-8")  # ok
with open(os.path.join(HERE, Path(__file__).name), encoding="utf-8") as file:
    FIRST = file.readline()  # ok
NAMES = list(csv.reader(io.StringIO("code,name\nde,Germany\n")))  # ok
COUNTRIES = pd.read_csv(io.StringIO("code,name\nde,Germany\n"))  # ok
CONFIG = json.loads('{"limit": 3}')  # ok


def handler(event, context):
    return [len(SOURCE), FIRST, NAMES[1][1], str(COUNTRIES.iloc[0]["name"]), CONFIG["limit"]]
