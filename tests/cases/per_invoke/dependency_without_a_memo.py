# A framework calls a dependency on each request, and nothing keeps what it fetches.
# oracle: none (the framework is not installed)
import boto3
from fastapi import Depends, FastAPI
from mangum import Mangum

app = FastAPI()
vault = boto3.client("secretsmanager")


def signing_key():
    return vault.get_secret_value(SecretId="signing")["SecretString"]  # expect: SNAP601


@app.get("/signed")
def signed(key: str = Depends(signing_key)):
    return {"length": len(key)}


handler = Mangum(app, lifespan="off")
