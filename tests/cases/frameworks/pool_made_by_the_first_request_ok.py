# Made by the first request, and kept.
# about: SNAP603
# oracle: ok
import asyncpg
from fastapi import FastAPI
from mangum import Mangum

app = FastAPI()
_pool = None


async def pool():
    global _pool
    if _pool is None:
        _pool = await asyncpg.create_pool("postgres://db/shop")
    return _pool


@app.get("/n")
async def n():
    return await (await pool()).fetchval("select 1")


handler = Mangum(app, lifespan="off")
