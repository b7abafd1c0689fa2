# (module of the case) an HTTP client with a header, and a message kept as a template
import copy
import uuid
from email.message import EmailMessage

import httpx

api = httpx.Client(
    base_url="https://api.example.com",
    headers={"x-client": f"orders/{uuid.uuid4().hex}"},  # expect: SNAP201
)
_template = EmailMessage()
_template["From"] = "shop@example.com"
_template["X-Campaign"] = uuid.uuid4().hex  # expect: SNAP201


def compose(recipient):
    message = copy.deepcopy(_template)
    message["To"] = recipient
    return message
