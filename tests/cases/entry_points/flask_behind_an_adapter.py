# Framework routes and callbacks run in INVOKE, also where an adapter stands between: Flask behind serverless_wsgi.
# oracle: none (needs flask and serverless_wsgi)
import random
import uuid

import serverless_wsgi
from flask import Flask, g, jsonify

app = Flask(__name__)
BOOT = uuid.uuid4().hex  # expect: SNAP201


@app.before_request
def tag_request():
    g.request_id = f"{random.getrandbits(64):x}"  # expect: SNAP103


@app.route("/health")
def health():
    return jsonify(boot=BOOT, request=g.request_id, fresh=uuid.uuid4().hex)


def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)
