# Sessions by a generator dependency over an engine that nothing primes.
# about: SNAP402
# oracle: none (needs events of API Gateway)
from database import get_session
from fastapi import Depends, FastAPI
from mangum import Mangum
from sqlalchemy import text
from sqlalchemy.orm import Session

app = FastAPI()


@app.get("/orders")
def orders(session: Session = Depends(get_session)):
    return {"n": session.execute(text("select count(*) from orders")).scalar()}


handler = Mangum(app, lifespan="off")
