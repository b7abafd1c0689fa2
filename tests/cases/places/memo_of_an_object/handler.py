# A memo builds an object of a secret: the report stands where INIT asks it first.
# oracle: STALE-SECRET
from mail import mailer

print("sends as", mailer().sender)  # expect: SNAP501


def handler(event, context):
    return mailer().login()
