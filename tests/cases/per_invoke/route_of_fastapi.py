# Each request runs a route and its dependencies.
# oracle: none (needs events of API Gateway)
import boto3
from fastapi import Depends, FastAPI
from mangum import Mangum

app = FastAPI()
manager = boto3.client("secretsmanager")


def api_key():
    return manager.get_secret_value(SecretId="api")["SecretString"]  # expect: SNAP601


@app.get("/orders")
def orders(key: str = Depends(api_key)):
    s3 = boto3.client("s3")  # expect: SNAP602
    return {"key": key, "n": s3.list_objects_v2(Bucket="b")["KeyCount"]}


handler = Mangum(app)
