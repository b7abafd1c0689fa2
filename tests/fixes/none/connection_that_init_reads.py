# about: SNAP401
"""Opened on first use, these would be opened in INIT again, or be read as what they were."""

import os

from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"], pool_pre_ping=True)
at_once = engine.connect()
by_function = engine.connect()
by_class = engine.connect()
by_default = engine.connect()
anew = engine.connect()
in_a_text = engine.connect()

ONE = at_once.execute(text("select 1")).scalar()


def first():
    return by_function.execute(text("select 1")).scalar()


class Orders:
    def __init__(self):
        self.first = by_class.execute(text("select 1")).scalar()

    def count(self):
        return by_class.execute(text("select 1")).scalar()


def asked(connection=by_default):
    return connection.execute(text("select 1")).scalar()


def reopened():
    global anew
    one = anew.execute(text("select 1")).scalar()
    anew = engine.connect()
    return one


TWO = first()
ORDERS = Orders()


def handler(event, context):
    one = at_once.execute(text("select 1")).scalar()
    words = f"{in_a_text.execute(text('select 1')).scalar()}"
    return [ONE, TWO, one, words, first(), ORDERS.count(), asked(), reopened()]
