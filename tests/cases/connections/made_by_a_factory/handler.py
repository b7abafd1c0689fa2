# The finding stands where the module keeps what the factory opened.
# oracle: RESTORE-ERROR
from database import connect

reader = connect(readonly=True)  # expect: SNAP401


def handler(event, context):
    with reader.cursor() as cursor:
        cursor.execute("select 1")
        return {"one": cursor.fetchone()[0]}
