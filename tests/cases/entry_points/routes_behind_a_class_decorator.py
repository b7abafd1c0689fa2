# A route that is an object of a decorating class is called by the framework.
# oracle: none
import uuid

import awsgi
from flask import Flask

desk = Flask(__name__)
DESK = uuid.uuid4().hex  # expect: SNAP201


class timed:
    def __init__(self, function):
        self.function = function

    def __call__(self, *arguments):
        return self.function(*arguments)


@desk.get("/desk")
@timed
def show():
    return {"desk": DESK}


def handler(event, context):
    return awsgi.response(desk, event, context)
