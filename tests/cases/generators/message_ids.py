# A library that draws the ids of messages from the global generator.
# oracle: COLLIDES
import smtplib
from email.message import EmailMessage
from email.utils import make_msgid


def handler(event, context):
    mail = EmailMessage()
    mail["Message-ID"] = make_msgid()  # expect: SNAP104
    mail["To"] = event["to"]
    with smtplib.SMTP("mail.example") as out:
        out.send_message(mail)
    return mail["Message-ID"]
