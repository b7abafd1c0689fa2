# A Flask application whose frozen-looking values are made in requests, renewed, or never used.
# about: SNAP103, SNAP201, SNAP301
# handler: lambda_handler
# oracle: ok
from apig_wsgi import make_lambda_handler

from notes.application import application

lambda_handler = make_lambda_handler(application)
