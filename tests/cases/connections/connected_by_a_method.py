# Objects that connect by a method which INIT calls.
# oracle: none (needs an SSH server)
import os

import paramiko

ssh = paramiko.SSHClient()  # expect: SNAP401
ssh.set_missing_host_key_policy(paramiko.RejectPolicy())
ssh.connect(os.environ["SFTP_HOST"], username="app", key_filename="/var/task/key")


def handler(event, context):
    _, out, _ = ssh.exec_command("uptime")
    return {"uptime": out.read().decode()}
