# Ids that the operating system gives.
# about: SNAP104
# oracle: ok
import smtplib
import uuid
from email.message import EmailMessage


def handler(event, context):
    mail = EmailMessage()
    mail["Message-ID"] = f"<{uuid.uuid4()}@mail.example>"
    mail["To"] = event["to"]
    with smtplib.SMTP("mail.example") as out:
        out.send_message(mail)
    return mail["Message-ID"]
