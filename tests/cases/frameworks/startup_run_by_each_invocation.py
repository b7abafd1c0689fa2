# What an application does when it starts, the adapter does on each invocation.
# oracle: PER-INVOKE-CONNECT
import asyncpg
from fastapi import FastAPI
from mangum import Mangum

app = FastAPI()


@app.on_event("startup")
async def startup():
    app.state.pool = await asyncpg.create_pool("postgres://db/shop")  # expect: SNAP603


@app.get("/n")
async def n():
    return await app.state.pool.fetchval("select 1")


handler = Mangum(app)
