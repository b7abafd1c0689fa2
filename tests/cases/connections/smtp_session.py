# smtplib connects in the constructor if it is given a host; a session is no recipe for the next one.
# oracle: RESTORE-ERROR
import os
import smtplib

mail = smtplib.SMTP(os.environ["SMTP_HOST"], 25)  # expect: SNAP401


def handler(event, context):
    refused = mail.sendmail("shop@example.com", ["customer@example.com"], f"Order {event['n']}")
    return {"refused": refused}
