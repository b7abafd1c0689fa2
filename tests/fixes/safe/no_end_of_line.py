# about: SNAP201
import uuid

RUN = uuid.uuid4().hex
handler = lambda event, context: RUN