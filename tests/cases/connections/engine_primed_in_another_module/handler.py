# Uses the sessions of an engine that another module has used.
# oracle: RESTORE-ERROR
from countries import COUNTRIES
from database import SessionLocal
from sqlalchemy import text


def handler(event, context):
    with SessionLocal() as session:
        found = session.execute(text("select 1")).scalar()
    return {"found": found, "country": COUNTRIES["de"]}
