# An object of a class that extends Chalice is an entry point, also where its import is guarded.
# oracle: none
import uuid

try:
    import chalice
except ImportError:
    raise


class Desk(chalice.Chalice):
    pass


app = Desk(app_name="desk")
DESK = uuid.uuid4().hex  # expect: SNAP201


@app.schedule("rate(1 hour)")
def count(event):
    return {"desk": DESK}
