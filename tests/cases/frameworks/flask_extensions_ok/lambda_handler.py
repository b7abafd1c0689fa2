# Flask behind awsgi with extensions in the `init_app` style and a lazily made service: nothing of it is frozen.
# about: SNAP201
# handler: lambda_handler
# oracle: ok
import awsgi

from parking import create_app

app = create_app({"STAGE": "test"})


def lambda_handler(event, context):
    return awsgi.response(app, event, context)
