# A model that a request's body becomes.
# oracle: STALE-TIME
from datetime import datetime, timedelta

from fastapi import FastAPI
from mangum import Mangum
from pydantic import BaseModel, Field


class WaiverModel(BaseModel):
    tenant: str
    expire_at: datetime = Field(default=datetime.now() + timedelta(days=1))  # expect: SNAP301


app = FastAPI()


@app.post("/waivers")
def add(waiver: WaiverModel):
    return {"until": waiver.expire_at}


handler = Mangum(app)
