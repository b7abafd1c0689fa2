# The route that the web adapter requests before the snapshot closes what INIT opened; a request opens it anew.
# about: SNAP401
# oracle: none
import psycopg2
from fastapi import FastAPI

app = FastAPI()
held = {"link": psycopg2.connect("dbname=press")}  # ok: closed and let go before the snapshot


@app.post("/internal/prepare")
async def prepare():
    held["link"].close()
    held["link"] = None
    return {}


@app.get("/count")
def count():
    if held["link"] is None:
        held["link"] = psycopg2.connect("dbname=press")
    cursor = held["link"].cursor()
    cursor.execute("select count(*) from prints")
    return {"n": cursor.fetchone()}
