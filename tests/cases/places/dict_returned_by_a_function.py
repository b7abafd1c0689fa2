# A function that returns a dict of new values keeps nothing itself: reported where the dict is kept.
# oracle: COLLIDES
import uuid


def new_context(stage):
    return {"stage": stage, "run": uuid.uuid4().hex}


CONTEXT = new_context("prod")  # expect: SNAP201


def handler(event, context):
    return {"run": CONTEXT["run"], "fresh": new_context("dev")["run"]}
