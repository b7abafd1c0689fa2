# The adapter runs the lifespan on each invocation.
# oracle: PER-INVOKE-CONNECT
from contextlib import asynccontextmanager
import asyncpg
from fastapi import FastAPI, Request
from mangum import Mangum


@asynccontextmanager
async def life(app):
    app.state.pool = await asyncpg.create_pool("postgres://db/shop")  # expect: SNAP603
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=life)


@app.get("/n")
async def n(request: Request):
    return await request.app.state.pool.fetchval("select 1")


handler = Mangum(app)
