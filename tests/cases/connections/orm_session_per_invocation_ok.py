# Sessions that live in the handler only, over an engine that is not primed.
# about: SNAP402
# oracle: ok
import os
from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.orm import scoped_session, sessionmaker

engine = create_engine(os.environ["DATABASE_URL"])  # ok
Session = scoped_session(sessionmaker(bind=engine))  # ok


@contextmanager
def unit_of_work():
    session = Session()
    try:
        yield session
        session.commit()
    except Exception:
        session.rollback()
        raise
    finally:
        Session.remove()


def handler(event, context):
    with unit_of_work() as session:
        return {"one": session.execute(text("select 1")).scalar()}
