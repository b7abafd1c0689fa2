# A literal DJANGO_SETTINGS_MODULE is an INIT import, ROOT_URLCONF is not; upper-case settings count as read in INVOKE, medium.
# settles: Django
# oracle: none (needs django)
import os

from apig_wsgi import make_lambda_handler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
lambda_handler = make_lambda_handler(get_wsgi_application())
