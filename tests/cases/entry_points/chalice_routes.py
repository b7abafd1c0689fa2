# A Chalice app is an entry point: its routes and scheduled functions run in INVOKE.
# oracle: none (needs chalice)
import time
import uuid

from chalice import Chalice, Rate

app = Chalice(app_name="orders")
DEPLOYED_AT = time.time()  # expect: SNAP301
SWEEP = uuid.uuid4().hex  # expect: SNAP201


@app.route("/health")
def health():
    return {"deployed_at": DEPLOYED_AT, "request": uuid.uuid4().hex}


@app.schedule(Rate(1, unit=Rate.HOURS))
def sweep(event):
    return {"sweep": SWEEP}
