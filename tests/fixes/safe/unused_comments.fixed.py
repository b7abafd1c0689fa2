# about: SNAP900
import uuid

LIMIT = 3
# snapcheck: ignore[SNAP201] one for each deployment
DEPLOYMENT = uuid.uuid4().hex
NAME = "x"  # noqa: E501  # type: ignore


def handler(event, context):
    return {"deployment": DEPLOYMENT, "limit": LIMIT, "name": NAME}
