# Django with class-based views, a context processor's style of helper and model-like defaults: all made per request.
# about: SNAP201, SNAP301
# handler: handler
# settles: Django
# oracle: ok
import os

from apig_wsgi import make_lambda_handler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "library.settings")
handler = make_lambda_handler(get_wsgi_application())
