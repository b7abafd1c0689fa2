# A table that is read once, at import.
from database import SessionLocal
from sqlalchemy import text

with SessionLocal() as session:
    COUNTRIES = dict(session.execute(text("select 'de', 'Germany'")).tuples().all())
