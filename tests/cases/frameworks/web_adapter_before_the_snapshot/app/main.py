# The route that the web adapter requests before the snapshot runs in INIT: what it fetches is frozen.
# oracle: none
import boto3
from fastapi import APIRouter, FastAPI

state = {"key": None}
router = APIRouter(prefix="/internal")


@router.post("/prepare")
async def prepare():
    answer = boto3.client("secretsmanager").get_secret_value(SecretId="press")  # expect: SNAP501
    state["key"] = answer["SecretString"]
    return {}


app = FastAPI()
app.include_router(router)


@app.get("/stamp")
def stamp():
    return {"key": state["key"][:4]}
