# Mangum runs the lifespan of the application on each invocation: what it opens is opened each time.
# oracle: none
import asyncpg
from fastapi import FastAPI
from mangum import Mangum

desk = FastAPI()


async def begin():
    desk.state.pool = await asyncpg.create_pool("postgres://db/desk")  # expect: SNAP603


desk.add_event_handler("startup", begin)


@desk.get("/desk")
async def show():
    return await desk.state.pool.fetchval("select 1")


handler = Mangum(desk)
