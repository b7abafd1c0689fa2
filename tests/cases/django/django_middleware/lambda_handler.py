# Django behind serverless_wsgi: middleware is constructed with the WSGI application, and what apps do in `ready` is done once.
# handler: handler
# oracle: COLLIDES, STALE-TIME
import os

import serverless_wsgi
from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "site_settings.production"
application = get_wsgi_application()


def handler(event, context):
    return serverless_wsgi.handle_request(application, event, context)
