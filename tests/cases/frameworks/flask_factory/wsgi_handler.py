# A Flask application factory with blueprints behind serverless_wsgi; its configuration is filled before the snapshot.
# handler: handler
# oracle: COLLIDES, STALE-TIME
import serverless_wsgi

from webshop import create_app

app = create_app()


def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)
