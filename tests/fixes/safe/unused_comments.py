# snapcheck: ignore-file[SNAP301] nothing keeps a clock any more
# about: SNAP900
import uuid

LIMIT = 3  # snapcheck: ignore[SNAP201] was an id once
# snapcheck: ignore[SNAP201, SNAP301] one for each deployment
DEPLOYMENT = uuid.uuid4().hex
NAME = "x"  # noqa: E501  # snapcheck: ignore[SNAP201] was an id  # type: ignore


def handler(event, context):
    # snapcheck: ignore[SNAP103] nothing is drawn
    return {"deployment": DEPLOYMENT, "limit": LIMIT, "name": NAME}
