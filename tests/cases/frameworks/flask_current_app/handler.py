# What a factory puts on the application, views find on `current_app`: they call its methods
# handler: handler
# oracle: COLLIDES
import serverless_wsgi
from shop import create_app

app = create_app()


def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)
