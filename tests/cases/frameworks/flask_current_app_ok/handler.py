# What views put on `current_app` is the application's own: it renews what the factory put there
# about: SNAP103, SNAP201
# handler: handler
# oracle: ok
import serverless_wsgi
from shop import create_app

app = create_app()


def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)
