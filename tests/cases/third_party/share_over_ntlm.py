# What is drawn for NTLM is drawn anew for each connection, from a state that all copies share.
# oracle: none (needs a server of files)
from smb.SMBConnection import SMBConnection


def handler(event, context):
    share = SMBConnection("user", event["word"], "lambda", "files", use_ntlm_v2=True)
    share.connect("files.internal")  # expect: SNAP104
    return len(share.listShares())
