# package: pysmb
# inside: smb/ntlm.py SNAP103
from smb.ntlm import generateChallengeResponseV2


def handler(event, context):
    answer = generateChallengeResponseV2("secret", "user", b"12345678", b"")  # expect: SNAP104
    return {"challenge": answer[1].hex()}
