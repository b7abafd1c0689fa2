# about: SNAP201
import uuid

handler = lambda event, context, run=uuid.uuid4().hex: {"run": run}
