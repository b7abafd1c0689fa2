# A framework calls a memo on each request, which fetches once.
# about: SNAP601, SNAP602
# oracle: none (the framework is not installed)
from functools import lru_cache

import boto3
from fastapi import Depends, FastAPI
from mangum import Mangum

app = FastAPI()


@lru_cache(maxsize=None)
def signing_key():
    vault = boto3.client("secretsmanager")
    return vault.get_secret_value(SecretId="signing")["SecretString"]


class Audit:
    def __init__(self, key=Depends(signing_key)):
        self.key = key


@app.get("/signed")
def signed(audit: Audit = Depends(Audit), key: str = Depends(signing_key)):
    return {"same": audit.key == key}


handler = Mangum(app, lifespan="off")
