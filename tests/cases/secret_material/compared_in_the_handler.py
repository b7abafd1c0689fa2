# A use need not return the value: comparing with a frozen token accepts one token in all environments.
# oracle: ok (the emulator sees the answer only, which is False everywhere)
import hmac
import secrets

ADMIN_TOKEN = secrets.token_hex(16)  # expect: SNAP202


def handler(event, context):
    return {"admin": hmac.compare_digest(ADMIN_TOKEN, event.get("token", ""))}
