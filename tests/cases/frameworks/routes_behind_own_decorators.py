# Routes behind a class that forwards calls.
# oracle: COLLIDES
import uuid

from apig_wsgi import make_lambda_handler
from flask import Flask

app = Flask(__name__)
RUN = uuid.uuid4()  # expect: SNAP201


class traced:
    def __init__(self, function):
        self.function = function

    def __call__(self, *args, **kwargs):
        return self.function(*args, **kwargs)


@app.get("/")
@traced
def index():
    return str(RUN)


handler = make_lambda_handler(app)
