# requires: pandas
import pandas as pd

RATES = pd.DataFrame({"country": ["nl", "de"], "rate": [0.21, 0.19]})


def handler(event, context):
    frame = pd.DataFrame(event["orders"])
    merged = frame.merge(RATES, on="country")
    merged["total"] = merged["price"] * (1 + merged["rate"])
    sample = merged.sample(n=1)
    return {"total": merged.groupby("country")["total"].sum().to_dict(), "sample": sample.to_dict()}
