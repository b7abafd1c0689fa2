# An address that the source spells out.
# oracle: none (reaches out of the emulator)
import json
from urllib.request import urlopen

import pandas as pd

with urlopen("https://api.example.com/limits", timeout=5) as answer:  # expect: SNAP504
    LIMITS = json.loads(answer.read())
TABLE = pd.read_csv("s3://reference/countries.csv")  # expect: SNAP504
HOLIDAYS = pd.read_json("https://api.example.com/holidays.json")  # expect: SNAP504


def handler(event, context):
    return {"limit": LIMITS["orders"], "country": TABLE.iloc[0].to_dict(), "first": HOLIDAYS.iloc[0].to_dict()}
