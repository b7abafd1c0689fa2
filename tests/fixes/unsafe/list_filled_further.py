# about: SNAP201
"""What was put into a list is put into the new one, behind what is made of it before."""

import uuid

runs = [uuid.uuid4().hex]
first = runs[0]
runs.append("last")


def handler(event, context):
    return {"runs": runs, "first": first}
