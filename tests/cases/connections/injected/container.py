# Wires the services together when it is imported.
import os

import psycopg2
from services import Orders, Stock

orders = Orders(psycopg2.connect(os.environ["DATABASE_URL"]))  # expect: SNAP401
stock = Stock(connect=lambda: psycopg2.connect(os.environ["DATABASE_URL"]))  # ok: called in the handler
