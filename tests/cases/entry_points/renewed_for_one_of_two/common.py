# (module of the case) kept by both handlers
import uuid

session = uuid.uuid4().hex  # expect: SNAP201 refund.py does not import the hooks
