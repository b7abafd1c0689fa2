# (module of the case) a blueprint; building the index at import primes the table
import time

from chalice import Blueprint

from .db import get_table

extra = Blueprint(__name__)
COLUMNS = list(get_table().describe())
INDEXED_AT = time.time()  # expect: SNAP301


@extra.route("/columns")
def columns():
    return {"columns": COLUMNS, "indexed_at": INDEXED_AT, "plan": get_table().plan}
