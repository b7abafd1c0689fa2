# A Chalice application with only event handlers, built around a store that the first event opens.
# about: SNAP202, SNAP301
# handler: lambda_handler
# oracle: ok
import json
import uuid

from chalice import Chalice

from chalicelib import store

app = Chalice(app_name="sensors")


@app.on_sns_message(topic="readings")
def on_reading(event):
    return store.current().add(json.loads(event.message))


@app.lambda_function(name="replay")
def replay(event, context):
    return {"replay": uuid.uuid4().hex, "store": store.current().token}


lambda_handler = replay
