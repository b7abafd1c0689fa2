# A factory behind a decorator, a helper and a lambda: each call of it builds another object.
# oracle: COLLIDES
import functools
import uuid


def traced(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)

    return inner


class Badge:
    def __init__(self, team):
        self.team = team
        self.code = uuid.uuid4().hex  # expect: SNAP201


@traced
def issue(team):
    return Badge(team)


def usual():
    return issue("red")


fresh = lambda: usual()
mine, yours, theirs = issue("red"), usual(), fresh()
mine.code = "M-1"
theirs.code = "T-1"


def handler(event, context):
    return {"mine": mine.code, "yours": yours.code, "theirs": theirs.code}
