# Default values of lambdas are evaluated in INIT as well.
# oracle: COLLIDES
import hashlib
import secrets

fingerprint = lambda text, salt=secrets.token_hex(8): hashlib.sha256((salt + text).encode()).hexdigest()  # expect: SNAP202


def handler(event, context):
    return {"fingerprint": fingerprint(str(event["n"]))}
