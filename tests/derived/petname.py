# package: petname
# inside: petname/__init__.py SNAP103
import petname


def handler(event, context):
    return {"name": petname.generate(3)}  # expect: SNAP104
