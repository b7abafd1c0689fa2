# The same objects, connected in the handler; one without a host connects nothing.
# about: SNAP401, SNAP603
# oracle: PER-INVOKE-CONNECT (a session with a mail or file server is not what SNAP603 asks about)
import ftplib
import os
import smtplib

import paramiko

ssh = paramiko.SSHClient()  # ok: not connected in INIT
mail = smtplib.SMTP()  # ok: no host, no connection
archive = ftplib.FTP()  # ok


def handler(event, context):
    mail.connect(os.environ["SMTP_HOST"], 25)
    archive.connect(os.environ["FTP_HOST"], 21)
    archive.login("app", "secret")
    refused = mail.sendmail("shop@example.com", ["customer@example.com"], "Hello")
    mail.quit()
    size = archive.size("orders.csv")
    archive.quit()
    return {"refused": refused, "size": size, "host_keys": len(ssh.get_host_keys())}
