# about: SNAP201
import uuid

RUN = uuid.uuid4().hex


def tag(event, number=uuid.uuid4().hex):
	return number


def handler(event, context):
	return tag(event), RUN