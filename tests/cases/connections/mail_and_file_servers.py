# imaplib and ftplib greet the server in the constructor.
# oracle: RESTORE-ERROR
import ftplib
import imaplib
import os

mailbox = imaplib.IMAP4(os.environ["IMAP_HOST"])  # expect: SNAP401
archive = ftplib.FTP(os.environ["FTP_HOST"], "app", "secret")  # expect: SNAP401


def handler(event, context):
    mailbox.noop()
    return {"size": archive.size("orders.csv")}
