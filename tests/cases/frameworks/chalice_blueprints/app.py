# Chalice with blueprints, middleware, a schedule and a queue: all of them run in INVOKE, the app object is the handler.
# handler: app
# oracle: COLLIDES, STALE-TIME
import uuid

from chalice import Chalice, Rate

from chalicelib.db import get_table
from chalicelib.routes import extra
from chalicelib.tracing import add_trace

app = Chalice(app_name="garden")
app.register_blueprint(extra, url_prefix="/extra")
app.register_middleware(add_trace, "all")
GREENHOUSE = uuid.uuid4().hex  # expect: SNAP201


@app.route("/")
def index():
    return {"greenhouse": GREENHOUSE, "table": get_table().describe()}


@app.schedule(Rate(5, unit=Rate.MINUTES))
def water(event):
    return {"plan": get_table().plan}


@app.on_sqs_message(queue="harvest", batch_size=10)
def harvest(event):
    return [{"crop": record.body, "plan": get_table().plan} for record in event]
