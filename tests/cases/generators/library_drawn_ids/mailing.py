# (module of the case) a message with an id
from email.message import EmailMessage
from email.utils import make_msgid


def compose(recipient):
    message = EmailMessage()
    message["To"] = recipient
    message["Message-ID"] = make_msgid(domain="example.com")  # expect: SNAP104
    message.set_content("thank you")
    return message
