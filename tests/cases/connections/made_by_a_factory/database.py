# A factory that chooses a driver: it may be called by INVOKE as well.
import os

import psycopg2


def connect(readonly=False):
    url = os.environ.get("READER_URL") if readonly else None
    return psycopg2.connect(url or os.environ["DATABASE_URL"])
