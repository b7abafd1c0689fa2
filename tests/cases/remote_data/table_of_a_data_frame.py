# A data frame that is made of what S3 holds, and one that is read from its address.
# oracle: none (reaches out of the emulator)
import io

import boto3
import pandas as pd

body = boto3.client("s3").get_object(Bucket="b", Key="prices.csv")["Body"].read()  # expect: SNAP504
PRICES = pd.read_csv(io.BytesIO(body)).set_index("code")
PATH = "s3://reference"
COUNTRIES = pd.read_parquet(f"{PATH}/countries.parquet")  # expect: SNAP504


def handler(event, context):
    return {"price": PRICES.loc[event["code"]].to_dict(), "country": COUNTRIES.iloc[0].to_dict()}
